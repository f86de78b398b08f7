/**
 * What a call to open or read brings: a scenario, a link or a file, decoded and checked here, where a bomb can do no
 * harm. And the two forms of a reply.
 */
import { decodeFile, decodeLink, parseScenario, type Scenario, type Timeline } from "../engine/index.ts";
import type { Opened, Refusal, Reply, Source } from "./protocol.ts";

export function readSource(source: Source): { ok: true; scenario: Scenario } | { ok: false; refusal: Refusal } {
  if (source.kind === "scenario") {
    const parsed = parseScenario(source.scenario);
    return parsed.ok ? parsed : { ok: false, refusal: parsed.reason };
  }
  const decoded = source.kind === "link" ? decodeLink(source.text) : decodeFile(source.text);
  if (decoded.ok) return decoded;
  return {
    ok: false,
    refusal: { ...decoded.refusal, details: decoded.details, recovered: decoded.recovered, found: decoded.found },
  };
}

export function readReply(source: Source): Reply {
  const read = readSource(source);
  return read.ok ? accept(read.scenario) : refuse(read.refusal);
}

/** The world a scenario was recorded with and the one it gives here, when they are not the same. */
export function difference(scenario: Scenario, timeline: Timeline): Opened["differs"] {
  if (scenario.hash === undefined) return null;
  const hash = timeline.world.hash();
  return hash === scenario.hash ? null : { engine: scenario.engine, recorded: scenario.hash, here: hash };
}

export function hasCode(scenario: Scenario): boolean {
  return scenario.config.functions.length > 0 || scenario.commands.some((c) => c.kind === "run" || c.kind === "deploy");
}

export function accept(value: unknown): Reply {
  return { ok: true, value };
}

export function refuse(refusal: Refusal): Reply {
  return { ok: false, refusal };
}

/**
 * What a call to open or read brings: a scenario, a link or a file, decoded and checked here, where a bomb can do no
 * harm; and the same the other way. The codec is fetched when it is first needed: a lesson opens without it. And the
 * two forms of a reply.
 */
import type { Scenario, Timeline } from "../engine/index.ts";
import { orNotFetched } from "./fetched.ts";
import type { Opened, Refusal, Reply, Source } from "./protocol.ts";

type Read = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly refusal: Refusal };

const codec = () => orNotFetched(import("../engine/codec.ts"));

export async function readSource(source: Source): Promise<Read> {
  if (source.kind === "own") return { ok: true, scenario: source.scenario };
  const { decodeFile, decodeLink, parseScenario } = await codec();
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

export async function readReply(source: Source): Promise<Reply> {
  const read = await readSource(source);
  return read.ok ? accept(read.scenario) : refuse(read.refusal);
}

/** @param scenario the moment to write: the world may move on while the codec comes */
export async function written(scenario: Scenario, as: "link" | "file" | "scenario"): Promise<string | Scenario> {
  if (as === "scenario") return scenario;
  const { encodeFile, encodeLink } = await codec();
  return as === "link" ? encodeLink(scenario) : encodeFile(scenario);
}

/** The world a scenario was recorded with and the one it gives here, when they are not the same. */
export function difference(scenario: Scenario, timeline: Timeline): Opened["differs"] {
  if (scenario.hash === undefined) return null;
  const hash = timeline.world.hash();
  return hash === scenario.hash ? null : { engine: scenario.engine, recorded: scenario.hash, here: hash };
}

export function accept(value: unknown): Reply {
  return { ok: true, value };
}

export function refuse(refusal: Refusal): Reply {
  return { ok: false, refusal };
}

/** Marks in a lesson's text. Braces around other things than labels and facts, as in code, are left alone. */
import { expect, test } from "vitest";
import type { LessonStep } from "../../lessons/lesson.ts";
import { chipLabelsOf, chipOf, factsOf, withChipSpans, withFacts } from "./prose-text.ts";

const step = (prose: string): LessonStep => ({
  title: "t",
  prose,
  enter: [],
  show: {},
  offers: [],
  gate: null,
  tasks: [],
  hints: ["ask {hash:bob}"],
});

test("finds the facts and chips of all texts of a step, each once", () => {
  const one = step("{cleo} has hash {hash:cleo}, {cleo@8} too; {leader:cleo}.");
  expect(factsOf(one)).toEqual(["hash:cleo", "leader:cleo", "hash:bob"]);
  expect(chipLabelsOf(one)).toEqual(["cleo"]);
});

test("a fact that is not known yet is an ellipsis", () => {
  expect(withFacts("{hash:nia} in {partition:nia}", { "hash:nia": "1A23" })).toBe("1A23 in …");
});

test("chips become code spans, code stays code", () => {
  expect(withChipSpans("{cleo} and `{cleo}` and `{Keys.player.S}`")).toBe(
    "`{cleo}` and `{cleo}` and `{Keys.player.S}`",
  );
  expect(chipOf("{cleo@8}")).toEqual({ label: "cleo", version: "8" });
  expect(chipOf("{player-1}")).toEqual({ label: "player-1", version: null });
  expect(chipOf("{Keys.player.S}")).toBeNull();
});

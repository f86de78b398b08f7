/** The engine's signs for its sources, in words. */
import { expect, test } from "vitest";
import { EVENT_FACTS } from "../engine/index.ts";
import { sourceWords } from "./source-words.ts";

test.each([
  ["API", "DynamoDB API reference"],
  ["API UpdateTable", "DynamoDB API reference UpdateTable"],
  ["ATC22 §3; the delay is ours", "DynamoDB paper, USENIX ATC 2022, section 3; the delay is ours"],
  [
    "ATC22 §3; DG:howitworks-readconsistency",
    "DynamoDB paper, USENIX ATC 2022, section 3; Developer Guide, page howitworks-readconsistency",
  ],
  ["ATC23 §4: prepare", "DynamoDB transactions paper, USENIX ATC 2023, section 4: prepare"],
  ["DG: condition expressions", "Developer Guide: condition expressions"],
  ["DG-CDC: 24 hours", "Developer Guide, Streams: 24 hours"],
  ["DG-TTL-EN", "Developer Guide, Time to Live"],
  ["your code", "your code"],
])("%s", (source, words) => {
  expect(sourceWords(source)).toBe(words);
});

test("no event shows a sign that only its authors know", () => {
  const shown = Object.values(EVENT_FACTS).map(({ source }) => sourceWords(source));
  expect(shown.filter((words) => /ATC\d|\bDG\b|L-DDB|\bLAB\b/.test(words))).toEqual([]);
});

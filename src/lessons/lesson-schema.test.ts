/** Lesson files that are not right are refused with the place and the reason. */
import { describe, expect, test } from "vitest";
import { LessonRefused, readLesson } from "./lesson-schema.ts";
import { LessonTextRefused, readLessonText } from "./lesson-text.ts";

const about = { number: 1, chapter: 1, chapterTitle: "C", title: "T", minutes: 3, oneLine: "o", orderMatters: false };
const scenario = {
  seed: 1,
  config: { regions: ["us-east-1"], latency: "typical", tables: [], functions: [], files: { "a.ts": ["one", "two"] } },
};
const read = (text: string, given: object = {}) =>
  readLesson("c/l", { about, text, scenario, solution: { steps: [[]] }, ...given });

describe("a lesson's text", () => {
  test("is steps with prose, a JSON part and sections", () => {
    const [step] = readLessonText(
      '## One\n\nProse {cleo}.\n\n```step\n{ "tasks": [] }\n```\n\n### Hint\nfirst\n\n### Hint\nsecond\n',
    );
    expect(step).toEqual({
      title: "One",
      prose: "Prose {cleo}.",
      part: { tasks: [] },
      because: "",
      tempting: "",
      hints: ["first", "second"],
    });
  });

  test.each([
    ["Prose before any step", "begins with its first step"],
    ["## One\n\n```step\n{ nonsense\n```\n", 'step "One": its step block is not JSON'],
    ["## One\n\n### Aside\nx\n", 'a section is Because, Tempting or Hint, not "Aside"'],
  ])("refuses %j", (text, reason) => {
    expect(() => readLessonText(text)).toThrow(LessonTextRefused);
    expect(() => readLessonText(text)).toThrow(reason);
  });
});

describe("a lesson's parts", () => {
  const withStep = (part: object) => `## One\n\nText.\n\n\`\`\`step\n${JSON.stringify(part)}\n\`\`\`\n`;

  test("code written as lines becomes one text", () => {
    const lesson = read(withStep({ offers: [{ label: "x", code: ["a", "b"], command: { kind: "jump", micros: 1 } }] }));
    expect(lesson.steps[0]?.offers[0]?.code).toBe("a\nb");
    expect(lesson.scenario.config.files).toEqual({ "a.ts": "one\ntwo\n" });
    expect(lesson.scenario.lesson).toBe("c/l");
  });

  test.each<[object, string]>([
    [
      { tasks: [{ id: "x", label: "l", check: { kind: "event", match: { kind: "NoSuchEvent" } } }] },
      'c/l/lesson.md, step "One": tasks.0.check.match.kind: not a kind of event',
    ],
    [{ tasks: [{ id: "x", label: "l", check: { kind: "telepathy" } }] }, "tasks.0.check.kind"],
    [{ enter: [{ wait: 3 }] }, "enter.0"],
    [{ surprise: 1 }, "surprise"],
  ])("refuses %j", (part, place) => {
    expect(() => read(withStep(part))).toThrow(LessonRefused);
    expect(() => read(withStep(part))).toThrow(place);
  });

  test("a gate without its explanation is refused", () => {
    const gate = {
      id: "g",
      label: "l",
      question: "q",
      candidates: { kind: "partitions", table: "T" },
      answer: { kind: "option-that-holds" },
      run: [{ quiet: true }],
    };
    expect(() => read(withStep({ gate }))).toThrow("a gate needs its sections Because and Tempting");
  });

  test("a solution has one list of actions for each step", () => {
    expect(() => read("## One\n\nText.\n", { solution: { steps: [] } })).toThrow(
      "c/l/solution.json: 0 lists of actions for 1 steps",
    );
  });
});

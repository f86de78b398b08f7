/**
 * Reads lesson.md: `## ` begins a step, a fenced block ```step holds its machine part as JSON, `### Because`,
 * `### Tempting` and `### Hint` the texts that are shown later. Everything else is prose.
 */

export interface StepText {
  readonly title: string;
  readonly prose: string;
  /** Parsed JSON of the ```step block; {} without one. */
  readonly part: unknown;
  readonly because: string;
  readonly tempting: string;
  readonly hints: readonly string[];
}

/** A lesson's text that cannot be read, with the place. */
export class LessonTextRefused extends Error {
  override name = "LessonTextRefused";
}

/** @throws {LessonTextRefused} */
export function readLessonText(text: string): StepText[] {
  const [before, ...parts] = `\n${text}`.split(/\n## /);
  if (before === undefined || before.trim() !== "")
    throw new LessonTextRefused("a lesson's text begins with its first step: ## Title");
  return parts.map(readStep);
}

function readStep(source: string): StepText {
  const [title = "", ...lines] = source.split("\n");
  const { rest, part } = cutBlock(lines.join("\n"), title);
  const [prose = "", ...sections] = rest.split(/^### /m);
  let because = "";
  let tempting = "";
  const hints: string[] = [];
  for (const section of sections) {
    const [heading = "", ...body] = section.split("\n");
    const content = body.join("\n").trim();
    if (heading === "Because") because = content;
    else if (heading === "Tempting") tempting = content;
    else if (heading === "Hint") hints.push(content);
    else throw new LessonTextRefused(`step "${title}": a section is Because, Tempting or Hint, not "${heading}"`);
  }
  return { title: title.trim(), prose: prose.trim(), part, because, tempting, hints };
}

function cutBlock(text: string, title: string): { rest: string; part: unknown } {
  const found = /^```step\n([\s\S]*?)^```$/m.exec(text);
  if (found === null) return { rest: text, part: {} };
  try {
    return { rest: text.replace(found[0], ""), part: JSON.parse(found[1] ?? "") as unknown };
  } catch (thrown) {
    throw new LessonTextRefused(
      `step "${title}": its step block is not JSON: ${thrown instanceof Error ? thrown.message : ""}`,
    );
  }
}

// A lesson's text: Markdown without raw HTML, with item chips and facts filled in.

import Markdown from "react-markdown";
import { Chip } from "../../ui/chip.tsx";
import { chipOf, withChipSpans, withFacts } from "./prose-text.ts";
import type { LessonView } from "./view.ts";

/** Characters of code that fit on a line of the narrowest column, and are not broken at a hyphen or a space. */
const UNBROKEN_MAX = 36;

export interface ProseProps {
  text: string;
  view: Pick<LessonView, "looks" | "facts"> | undefined;
}

export function Prose({ text, view }: ProseProps) {
  return (
    <div className="prose">
      <Markdown components={{ code: ({ children }) => <Span code={String(children)} view={view} /> }}>
        {withChipSpans(withFacts(text, view?.facts ?? {}))}
      </Markdown>
    </div>
  );
}

function Span({ code, view }: { code: string; view: ProseProps["view"] }) {
  const chip = chipOf(code);
  if (chip === null) return <code className={code.length <= UNBROKEN_MAX ? "nowrap" : undefined}>{code}</code>;
  const look = view?.looks[chip.label];
  if (chip.version !== null) {
    return (
      <Chip
        ordinal={look?.ordinal ?? 0}
        text={`${look?.letter ?? "?"}${chip.version}`}
        name={`${chip.label}, version ${chip.version}`}
      />
    );
  }
  return (
    <span className="nowrap">
      {look && (
        <span aria-hidden="true">
          <Chip ordinal={look.ordinal} text={look.letter} />{" "}
        </span>
      )}
      <b>{chip.label}</b>
    </span>
  );
}

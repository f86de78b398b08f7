// The editor for fingers and small screens: a textarea with the run beside its lines. Everything Monaco has here but
// completion. Text and marks share one grid of line heights, so nothing is measured.

import { type CSSProperties, useEffect, useRef } from "react";
import { Icon } from "../../../ui/icon.tsx";
import { LineEnd } from "./LineEnd.tsx";
import { type LineLook, statementEnd } from "./line-looks.ts";
import type { EditorProps } from "./MonacoEditor.tsx";

/** Must be the line height of `.code-plain`. */
const LINE_HEIGHT = 22;

export function PlainEditor({ files, open, looks, onEdit, onPoint, card }: EditorProps) {
  const text = files[open] ?? "";
  const lines = text.split("\n");
  const columns = lines.reduce((widest, line) => Math.max(widest, line.length), 20) + 2;
  const body = useRef<HTMLDivElement>(null);
  const here = looks.find((look) => look.here)?.line;
  useEffect(() => {
    const view = body.current?.parentElement;
    if (!view || here === undefined) return;
    const top = (here - 1) * LINE_HEIGHT;
    if (top < view.scrollTop || top > view.scrollTop + view.clientHeight - 3 * LINE_HEIGHT)
      view.scrollTop = top - view.clientHeight / 3;
  }, [here]);
  const pointAt = (clientY: number) => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const line = Math.floor((clientY - top) / LINE_HEIGHT) + 1;
    const look = looks.find((one) => one.line === line && one.mark !== null);
    onPoint(look?.ranLine ?? null);
  };
  return (
    <div className="code-plain">
      <div className="code-plain-scroll">
        <div
          ref={body}
          className="code-plain-body"
          style={{ "--lines": lines.length, "--columns": columns } as CSSProperties}
          onPointerMove={(event) => pointAt(event.clientY)}
          onPointerLeave={() => onPoint(null)}
        >
          <Bands looks={looks} text={text} />
          <ol className="code-plain-lines" aria-hidden="true">
            {lines.map((_, at) => {
              const look = looks.find((one) => one.line === at + 1);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
                <li key={at} className={look?.problem ? "failed" : ""}>
                  {look?.here && <Icon name="play" size={12} />}
                  {at + 1}
                </li>
              );
            })}
          </ol>
          <textarea
            className="code-plain-text"
            aria-label={`${open}, editor`}
            value={text}
            rows={lines.length}
            onChange={(event) => onEdit(open, event.target.value)}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            autoCorrect="off"
            wrap="off"
          />
          <div className="code-plain-ends">
            {looks.map((look) => (
              <span key={look.line} className="code-end-place" style={topOf(look.line)}>
                <LineEnd look={look} />
              </span>
            ))}
          </div>
        </div>
      </div>
      {card?.node}
    </div>
  );
}

/** What lies behind the lines: where the program stands, the rest of that statement, the line that failed. */
function Bands({ looks, text }: { looks: readonly LineLook[]; text: string }) {
  return looks.flatMap((look) => {
    const end = statementEnd(text, look.line);
    const rest = end - look.line;
    return [
      look.here && <i key={`here ${look.line}`} className="code-band code-here" style={topOf(look.line)} />,
      look.here && rest > 0 && (
        <i
          key={`rest ${look.line}`}
          className="code-band code-statement"
          style={{ ...topOf(look.line + 1), height: rest * LINE_HEIGHT }}
        />
      ),
      look.cause && <i key={`cause ${look.line}`} className="code-band code-cause edge" style={topOf(look.line)} />,
      look.problem && <i key={`failed ${look.line}`} className="code-band code-failed edge" style={topOf(look.line)} />,
    ];
  });
}

function topOf(line: number): CSSProperties {
  return { top: (line - 1) * LINE_HEIGHT, height: LINE_HEIGHT };
}

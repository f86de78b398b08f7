// What the code has written: the line of code, the text, tables as tables with the chips of the items they name.

import { useEffect, useRef } from "react";
import { ItemChip } from "../../parts/item-chip.tsx";
import { countText } from "../../parts/times.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ConsoleCell, ConsoleRow, ConsoleTable, ConsoleView } from "./view.ts";

export interface ConsoleListProps {
  readonly console: ConsoleView;
  readonly onLine: (file: string, line: number) => void;
}

export function ConsoleList({ console: { rows, earlier }, onLine }: ConsoleListProps) {
  const end = useRef<HTMLDivElement>(null);
  const last = rows.at(-1)?.seq;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the last line
  useEffect(() => {
    const scrolled = end.current?.closest(".code-output-body");
    if (scrolled) scrolled.scrollTop = scrolled.scrollHeight;
  }, [last]);
  if (rows.length === 0)
    return <p className="code-nothing">Nothing was written yet. console.log and console.table write here.</p>;
  return (
    <div className="code-console" role="log" aria-label="Console">
      {earlier > 0 && <p className="code-nothing">{countText(earlier)} earlier lines are left out.</p>}
      {rows.map((row) => (
        <Row key={row.seq} row={row} onLine={onLine} />
      ))}
      <div ref={end} />
    </div>
  );
}

function Row({ row, onLine }: { row: ConsoleRow; onLine: ConsoleListProps["onLine"] }) {
  const { file, line } = row;
  const failed = row.level === "error";
  return (
    <div className={`code-log${failed ? " s-denied failed" : row.level === "warn" ? " s-stale warned" : ""}`}>
      {file !== null && line !== null ? (
        <button
          type="button"
          className="code-line-no"
          aria-label={`Line ${line} of ${file}`}
          onClick={() => onLine(file, line)}
        >
          {line}
        </button>
      ) : (
        <span className="code-line-no" />
      )}
      <div className="code-log-text">
        {(failed || row.level === "warn") && <Icon name={failed ? "state-denied" : "question"} size={12} />}
        {(failed || row.level === "warn") && <span className="vh">{failed ? "Error: " : "Warning: "}</span>}
        {row.functionName !== null && (
          <span className="code-log-from">
            <Icon name="lambda" size={12} />
            {row.functionName}
          </span>
        )}
        {row.table === null ? <pre>{row.text}</pre> : <Table table={row.table} />}
      </div>
    </div>
  );
}

function Table({ table: { columns, rows, more } }: { table: ConsoleTable }) {
  const isNumber = columns.map(
    (_, at) => rows.some((row) => row[at]?.number) && rows.every((row) => row[at]?.number || row[at]?.text === ""),
  );
  return (
    <>
      <table className="code-table">
        <thead>
          <tr>
            {columns.map((name, at) => (
              <th key={name} scope="col" className={isNumber[at] ? "num" : ""}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a printed table never changes
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={columns[column]} className={isNumber[column] ? "num" : ""}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="code-nothing">and {countText(more)} more rows</p>}
    </>
  );
}

function Cell({ cell: { text, look } }: { cell: ConsoleCell }) {
  if (look === null) return text;
  return (
    <span className="code-cell-item">
      <span aria-hidden="true">
        <ItemChip look={look} />
      </span>
      {text}
    </span>
  );
}

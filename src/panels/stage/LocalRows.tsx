// Local indexes, inside the partition whose items they are of: one row for each under the shelves, its entries in the
// order of its sort key. They are on every copy, so no line leads to them.

import { rectOf } from "./FrontDoor.tsx";
import type { UnitLayout } from "./layout/region.ts";
import { fitted, HueTick, Mark, Pill, textWidth } from "./marks.tsx";
import { counted } from "./stage-words.ts";
import type { LocalIndexView, PartitionView } from "./view-shape.ts";

const LETTERS = 20;
const TICK = 6;
const GAP = 2;

export function LocalRows({ layout, view, region }: { layout: UnitLayout; view: PartitionView; region: string }) {
  return view.local.map((index, i) => {
    const row = layout.locals[i];
    return row === undefined ? null : (
      <LocalRow key={index.name} row={row} index={index} partition={view.name} region={region} />
    );
  });
}

/** Rather entries without their keys than a row without its name; that only where neither fits. */
function fitting({ name, entries }: LocalIndexView, row: LocalRowProps["row"]) {
  const count = entries?.length ?? 0;
  const text = Math.max(30, ...(entries ?? []).map((e) => (e.look.letter.length + 1 + e.text.length) * 5.4 + 8));
  const titles = [`LSI ${name}`, name].filter((word) => textWidth(word, 10) + 12 < row.w / 2);
  const widths = [text, LETTERS, TICK];
  const tries = [
    ...widths.flatMap((w) => titles.map((title) => ({ title, w }))),
    ...widths.map((w) => ({ title: "", w })),
  ];
  const start = (title: string) => row.x + (title === "" ? 3 : textWidth(title, 10) + 12);
  for (const { title, w } of tries) {
    const from = start(title);
    if (count * (w + GAP) - GAP <= row.x + row.w - 3 - from) return { title, from, w };
  }
  const [title = ""] = titles;
  return { title, from: start(title), w: undefined };
}

interface LocalRowProps {
  row: UnitLayout["locals"][number];
  index: LocalIndexView;
  partition: string;
  region: string;
}

function LocalRow({ row, index, partition, region }: LocalRowProps) {
  const { name, entries } = index;
  const place = `${region}/${partition}/${name}`;
  const { title, from, w } = fitting(index, row);
  const room = row.x + row.w - 3 - from;
  const words = entries === null ? "many entries" : counted(entries.length, "entry", "entries");
  return (
    <g>
      <Mark kind="index" at={place} name={`Local index ${name} in ${partition}, ${region}, ${words}`}>
        <rect {...rectOf(row)} rx={4} className="cell" />
        {title !== "" && (
          <text x={row.x + 6} y={row.y + row.h / 2 + 3.5} className="x10 f2">
            {title}
          </text>
        )}
        {(w === undefined || entries === null) && room > 60 && (
          <text x={row.x + row.w - 5} y={row.y + row.h / 2 + 3.5} className="x10 f3 end">
            {fitted(words, room - 6, 10)}
          </text>
        )}
        <title>{`Local index ${name}: its entries lie in the partition of their items`}</title>
      </Mark>
      {w !== undefined &&
        entries?.map((entry, i) => {
          const box = { x: from + i * (w + GAP), y: row.y + 2, w, h: row.h - 4 };
          return (
            <Mark
              key={`${entry.label} ${entry.text}`}
              kind="entry"
              at={place}
              label={entry.label}
              name={`Entry ${entry.label}, ${entry.text}, local index ${name}, ${partition}, ${region}`}
            >
              {w === TICK ? (
                <HueTick look={entry.look} state="committed" {...box} />
              ) : (
                <Pill
                  look={entry.look}
                  state="committed"
                  text={w === LETTERS ? fitted(entry.look.letter, w - 4, 10) : `${entry.look.letter} ${entry.text}`}
                  {...box}
                />
              )}
              <title>{`${entry.label} ${entry.text}, in ${name}`}</title>
            </Mark>
          );
        })}
    </g>
  );
}

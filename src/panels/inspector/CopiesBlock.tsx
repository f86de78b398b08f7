// Every copy of the item: replicas in each Region, entries of indexes, the newest stream record, each with its version.

import { ItemChip } from "../../parts/item-chip.tsx";
import { select } from "../../state/selection.ts";
import { Badge } from "../../ui/badge.tsx";
import { Chip } from "../../ui/chip.tsx";
import type { CopyChip, CopyRow, InspectorView } from "./view.ts";

export function CopiesBlock({ view }: { view: InspectorView }) {
  return (
    <section className="blk" aria-label="Every copy">
      <header>
        <h3>Every copy</h3>
        {view.newest !== null && <span className="note">newest is {view.newest}</span>}
      </header>
      <table className="copies">
        <thead className="vh">
          <tr>
            <th>Place</th>
            <th>Versions</th>
            <th>State</th>
          </tr>
        </thead>
        <tbody>
          {view.copies.map((row) => (
            <tr key={row.title}>
              <th scope="row">{row.title}</th>
              <td className="c">
                {row.chips.map((chip) => (
                  <One key={`${chip.place} ${chip.text}`} chip={chip} row={row} view={view} />
                ))}
              </td>
              <td className="e">
                <Badge state={row.badge.state}>{row.badge.text}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function One({ chip, row, view }: { chip: CopyChip; row: CopyRow; view: InspectorView }) {
  const name = nameOf(chip, row, view);
  const mark =
    row.kind === "replicas" ? (
      <ItemChip look={view.look} version={chip.version} state={chip.state} />
    ) : (
      <span className={row.kind === "stream" ? "ticket" : "pill"}>
        <Chip
          ordinal={view.look.ordinal}
          text={row.kind === "stream" ? `${view.look.letter}${chip.text}` : chip.text}
          state={chip.state}
        />
        {row.kind === "local" && row.chips.length > 1 && <small>{chip.place.slice("az ".length)}</small>}
      </span>
    );
  if (row.kind !== "replicas") {
    return (
      <span role="img" aria-label={name} title={name}>
        {mark}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={chip.down ? "copy down" : "copy"}
      aria-label={name}
      title={name}
      onClick={() => select({ kind: "replica", replica: chip.id })}
    >
      {mark}
    </button>
  );
}

/** VISUAL §11: what, which, where, state. */
function nameOf(chip: CopyChip, row: CopyRow, view: InspectorView): string {
  const version = chip.version === null ? "not there" : `version ${chip.version}`;
  const state = chip.down
    ? "down"
    : chip.state === "stale"
      ? "stale"
      : chip.state === "not-yet"
        ? "not there"
        : "newest";
  if (row.kind === "local")
    return `Entry of ${view.label} in ${row.title}, ${chip.text}, ${version}, ${chip.place}, ${state}`;
  if (row.kind === "index") return `Entry of ${view.label} in ${row.title}, ${chip.text}, ${state}`;
  if (row.kind === "stream") return `${chip.place} of ${view.label}, ${row.title}, ${version}, ${state}`;
  return `Item ${view.label}, ${version}, replica ${chip.place} of ${row.title}${chip.leader ? ", leader" : ""}, ${state}`;
}

// The item's name, place and attributes; what the last version changed is struck through beside its new value.

import { ItemChip } from "../../parts/item-chip.tsx";
import type { AttributeLine, InspectorView } from "./view.ts";

export function ItemHead({ view }: { view: InspectorView }) {
  const { place, label, table, exists } = view;
  const gone = exists === "later" || exists === "never";
  return (
    <header className="item-head">
      <ItemChip look={view.look} size="large" {...(gone ? { state: "not-yet" as const } : {})} />
      <div>
        <h2>{label}</h2>
        <span className="under">
          {table}
          {place !== null && (
            <>
              , hash <span className="mono">{place.hash}</span> in {place.partition}
            </>
          )}
        </span>
      </div>
      {exists === "deleted" && (
        <p className="note deleted">Deleted. A mark stays, so that no older copy can bring it back.</p>
      )}
      {view.attributes.length > 0 && <Attributes lines={view.attributes} />}
    </header>
  );
}

const SHOWN = 9;

function Attributes({ lines }: { lines: readonly AttributeLine[] }) {
  const others = lines.filter((line) => !line.isKey);
  const shown = others.slice(0, SHOWN);
  return (
    <dl className="attributes">
      {shown.map((line) => (
        <div key={line.name}>
          <dt>{line.name}</dt>
          <dd>
            {line.before !== null && (
              <del>
                <span className="vh">was </span>
                {line.before}
              </del>
            )}{" "}
            {line.text !== "" && (line.before !== null || line.added ? <b>{line.text}</b> : line.text)}
            {line.added && <span className="new">new</span>}
          </dd>
        </div>
      ))}
      {others.length > SHOWN && <div className="note">and {others.length - SHOWN} more</div>}
    </dl>
  );
}

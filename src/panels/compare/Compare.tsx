// Two runs at the same virtual time, fact by fact: what is different, then what is the same.

import "./compare.css";
import { ItemChip } from "../../parts/item-chip.tsx";
import { branch, useSession, useView } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { compareFacts } from "./differences.ts";
import type { CompareView } from "./view.ts";

const SAME_SHOWN = 8;

export function Compare() {
  const frame = useSession((s) => s.frame);
  const other = frame?.comparing ?? null;
  if (frame === null) return null;
  if (other === null || other === frame.branch) {
    return (
      <EmptyState title="No run to compare with">
        Fork a run or leave a command out, then choose Compare beside it under Past.
      </EmptyState>
    );
  }
  const nameOf = (id: number) => frame.branches.find((b) => b.id === id)?.name ?? "";
  return <Compared other={other} nameA={nameOf(frame.branch)} nameB={nameOf(other)} />;
}

function Compared({ other, nameA, nameB }: { other: number; nameA: string; nameB: string }) {
  const a = useView<CompareView>("compare", {});
  const b = useView<CompareView>("compare", { branch: other });
  if (a === undefined || b === undefined) return null;
  const { different, same } = compareFacts(a.facts, b.facts);
  return (
    <div className="compare">
      <section>
        <header>
          <h3>What is different</h3>
          <span>at {(a.now / 1_000_000).toFixed(4)} s</span>
        </header>
        {different.length === 0 ? (
          <p className="t2">Nothing, at this moment. The runs may have differed before, or may yet.</p>
        ) : (
          <table>
            <thead>
              <tr>
                <td />
                <RunName letter="A" name={nameA} />
                <RunName letter="B" name={nameB} />
              </tr>
            </thead>
            <tbody>
              {different.map((pair) => (
                <tr key={pair.key}>
                  <th scope="row">
                    <span className="compare-what">
                      {pair.look !== null && <ItemChip look={pair.look} />}
                      <span>{pair.name}</span>
                    </span>
                  </th>
                  <td>{pair.a ?? <span className="t3">none</span>}</td>
                  <td>{pair.b ?? <span className="t3">none</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <header>
          <h3>What is the same</h3>
          <span>{same.length} facts</span>
        </header>
        <ul>
          {same.slice(0, SAME_SHOWN).map((fact) => (
            <li key={fact.key}>
              {fact.look !== null && <ItemChip look={fact.look} />}
              <span>{fact.name}</span>
              <span className="t2">{fact.value}</span>
            </li>
          ))}
        </ul>
        {same.length > SAME_SHOWN && <p className="t3">and {same.length - SAME_SHOWN} more</p>}
      </section>
      <Button onClick={() => void branch({ kind: "compare", branch: null })}>End the comparison</Button>
    </div>
  );
}

function RunName({ letter, name }: { letter: string; name: string }) {
  return (
    <th scope="col">
      <span className="compare-what">
        <span className="compare-tag">{letter}</span>
        <span>{name}</span>
      </span>
    </th>
  );
}

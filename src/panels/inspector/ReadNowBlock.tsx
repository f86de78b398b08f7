// What a read would find at this instant, by consistency, and how sure the simulation is of what it shows.

import { sourceWords } from "../../parts/source-words.ts";
import { FidelityWord } from "../../ui/badge.tsx";
import { hueClass } from "../../ui/hue.ts";
import type { InspectorView, ReadOutcome } from "./view.ts";

export function ReadNowBlock({ view, veiled }: { view: InspectorView; veiled: boolean }) {
  const { reading } = view;
  if (reading === null) {
    return (
      <section className="blk" aria-label="If you read it now">
        <header>
          <h3>If you read it now</h3>
        </header>
        <p className="words">No copy of this partition is up, so a read would wait and fail.</p>
      </section>
    );
  }
  return (
    <section className={`blk ${hueClass(view.look)}`} aria-label="If you read it now">
      <header>
        <h3>If you read it now</h3>
      </header>
      <Odds name="eventual" outcomes={reading.eventual} units={reading.eventualUnits} veiled={veiled} />
      <Odds
        name="strong"
        outcomes={reading.strong === null ? [] : [reading.strong]}
        units={reading.strongUnits}
        veiled={veiled}
      />
    </section>
  );
}

function Odds({
  name,
  outcomes,
  units,
  veiled,
}: {
  name: string;
  outcomes: readonly ReadOutcome[];
  units: number;
  veiled: boolean;
}) {
  const all = outcomes.reduce((sum, outcome) => sum + outcome.copies, 0);
  return (
    <div className="odds-row">
      <span>{name}</span>
      {veiled ? (
        <span className="odds veiled">after you predict</span>
      ) : outcomes.length === 0 ? (
        <span className="odds veiled">no leader: it waits</span>
      ) : (
        <span className="odds">
          {outcomes.map((outcome) => (
            <i
              key={outcome.version ?? "none"}
              className={outcome.stale ? "stale" : ""}
              style={{ flex: outcome.copies }}
              title={`${outcome.copies} of ${all} copies would answer ${outcome.version === null ? "that there is no item" : `version ${outcome.version}`}`}
            >
              {outcome.version ?? "no item"}
              {outcome.stale && <span className="vh">, stale</span>}
            </i>
          ))}
        </span>
      )}
      <span className="mono units">{units} RCU</span>
    </div>
  );
}

export function SureBlock({ view }: { view: InspectorView }) {
  if (view.facts.length === 0) return null;
  return (
    <section className="blk" aria-label="How sure is this picture?">
      <header>
        <h3>How sure is this picture?</h3>
      </header>
      <ul className="sure">
        {view.facts.map((fact) => (
          <li key={fact.words}>
            <FidelityWord fidelity={fact.fidelity} source={sourceWords(fact.source)} />
            <span>
              {fact.words}
              <span className="note">{sourceWords(fact.source)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

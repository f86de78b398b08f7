// What an edit will write, and in which units: the table once, each index, each other Region.

import type { WritePreview } from "../request-check.ts";

export function WritePreviewTable({ preview, partition }: { preview: WritePreview; partition: string }) {
  const { units, indexes, regions } = preview;
  const indexUnits = indexes.reduce((sum, index) => sum + index.units, 0);
  return (
    <section className="blk" aria-label="What this edit will write">
      <header>
        <h3>What this edit will write</h3>
      </header>
      <dl className="facts">
        <dt>{partition}, 3 copies</dt>
        <dd className="mono">{units} WCU</dd>
        {indexes.map((index) => (
          <Line key={index.name} term={index.name} text={`${index.units} WCU`} />
        ))}
        {regions.map((region) => (
          <Line key={region} term={region} text={`${units} rWCU${indexUnits > 0 ? `, ${indexUnits} WCU` : ""}`} />
        ))}
      </dl>
      {!preview.changed && (
        <p className="note">
          It leaves the item as it is: it is charged, but no stream record and no index entry follow.
        </p>
      )}
    </section>
  );
}

function Line({ term, text }: { term: string; text: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="mono">{text}</dd>
    </>
  );
}

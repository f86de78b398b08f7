// The tape: what this run has cost so far, torn off at the top, the total at the bottom.

import "./cost.css";
import { useLayoutEffect, useRef } from "react";
import { useView } from "../../state/session.ts";
import { PRICE_NOTE, priceText } from "./prices.ts";
import type { CostView } from "./view.ts";

const EMPTY: CostView = { rows: [], total: { units: "0 units", price: 0 }, requests: 0, provisioned: false };

export function CostTape() {
  const view = useView<CostView>("cost", null) ?? EMPTY;
  const rows = useRef<HTMLDivElement>(null);
  // Like paper from a till: what was bought last is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every row that is printed
  useLayoutEffect(() => {
    if (rows.current !== null) rows.current.scrollTop = rows.current.scrollHeight;
  }, [view.rows.length]);
  return (
    <section className="tape" aria-label="Cost of this run" title={PRICE_NOTE}>
      <svg className="tear" aria-hidden="true" height="7" width="100%">
        <defs>
          <pattern id="tape-tear" width="12" height="7" patternUnits="userSpaceOnUse">
            <path d="M0 0V2L6 6L12 2V0z" className="tear-over" />
            <path d="M0 2L6 6L12 2" className="tear-edge" />
          </pattern>
        </defs>
        <rect width="100%" height="7" fill="url(#tape-tear)" />
      </svg>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long tape is scrolled by keyboard too */}
      <div className="tape-rows" tabIndex={0} ref={rows}>
        <table>
          <thead>
            <tr>
              <th>Cost of this run</th>
              <th className="n">units</th>
              <th className="n price">µ$</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever appended or grouped anew
              <tr key={at} className={`${row.sub ? "sub" : ""}${row.pending ? " pending" : ""}`}>
                <td title={row.name}>{row.name}</td>
                <td className="n">{row.units}</td>
                <td className="n">{priceText(row.price)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>so far</td>
              <td className="n">
                {view.total.units.split(/(?<=[A-Za-z]) /).map((unit, at) => (
                  <span key={unit} className="unit">
                    {at > 0 && " "}
                    {unit}
                  </span>
                ))}
              </td>
              <td className="n">{priceText(view.total.price)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {view.provisioned && <p>Provisioned tables are billed by the hour, whatever is used.</p>}
    </section>
  );
}

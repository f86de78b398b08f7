/** What events are about, and what is known of their kinds. */

/** How an item is called in events: table and readable key. */
export interface AboutItem {
  readonly table: string;
  readonly label: string;
}
export interface AboutGroup {
  readonly region: string;
  readonly table: string;
  /** null: the table itself. */
  readonly index: string | null;
  readonly partition: string;
}

export interface AboutIndex {
  readonly region: string;
  readonly table: string;
  readonly index: string;
}
export interface AboutStream {
  readonly region: string;
  readonly table: string;
  /** Its label. */
  readonly stream: string;
}

export type Fidelity = "documented" | "measured" | "modelled";

/** How sure we are, and where it is written. Sources are the codes of ../shared/facts. */
export interface EventFacts {
  readonly fidelity: Fidelity;
  readonly source: string;
}

/** One entry for each kind of a group of events. */
export type FactsOf<E extends { readonly kind: string }> = Readonly<Record<E["kind"], EventFacts>>;

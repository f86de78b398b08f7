// Import and export in fixed states: what the dialog says at each, over the items of an open table.

import type { RowFault } from "./import-job.ts";
import { closeTransfer, type Transfer, useTransfer } from "./transfer-store.ts";

interface TransferState {
  readonly id: string;
  readonly title: string;
  readonly prepare: () => () => void;
}

const PLAYERS = { name: "Players", indexes: [], create: { TableName: "Players" } };

function state(name: string, title: string, transfer: Transfer, table: typeof PLAYERS | null = PLAYERS): TransferState {
  const prepare = () => {
    useTransfer.setState({ transfer, table });
    return closeTransfer;
  };
  return { id: `items-${name}`, title, prepare };
}

const FAULTS: readonly RowFault[] = [
  { line: 14, fault: 'The key attribute "player" is missing.', text: '{"Item":{"score":{"N":"8610"}}}' },
  { line: 15, fault: "Unexpected end of JSON input", text: '{"Item":{"player"' },
  {
    line: 2_208,
    fault: "The parameter cannot be converted to a numeric value: 8.610,5",
    text: '{"Item":{"player":{"S":"cleo"},"score":{"N":"8.610,5"}}}',
  },
];

const items = (count: number, faults: readonly RowFault[] = []) =>
  ({ kind: "items", pieces: [], items: count, faults, header: null }) as const;

export const TRANSFER_STATES: readonly TransferState[] = [
  state("import", "Import, no file yet", { state: "choosing" }),
  state("import-tables", "Import into a world", { state: "choosing" }, null),
  state("import-reading", "Import, a file is read", {
    state: "reading",
    name: "players.json.gz",
    share: 0.42,
    items: 418_200,
    faults: 3,
  }),
  state("import-read", "Import, a file was read", { state: "read", name: "players.json", said: items(12_408) }),
  state("import-faults", "Import, some rows are refused", {
    state: "read",
    name: "players.json",
    said: items(12_405, FAULTS),
  }),
  state("import-refused", "Import, a file is refused", {
    state: "read",
    name: "notes.json",
    said: { kind: "refused", message: "notes.json, line 3: Expected ',' or '}' after property value in JSON" },
  }),
  state("import-model", "Import, a model was read", {
    state: "read",
    name: "shop.json",
    said: {
      kind: "model",
      name: "Shop",
      tables: [
        { create: { TableName: "Orders" }, partitions: 1, items: [] },
        { create: { TableName: "Customers" }, partitions: 1, items: [] },
      ],
      faults: ["Orders: a facet was left out, since it has no key."],
    },
  }),
  state("import-opening", "Import, the world is built", { state: "opening" }),
  state("export", "Export, under way", {
    state: "writing",
    name: "Players",
    done: 415_000,
    total: 1_000_000,
  }),
];

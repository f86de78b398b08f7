/**
 * Every view the Worker can compute: one line per panel. A view is a pure function of the world and its parameters.
 * What every place shows at once comes with the Worker; the others are fetched when their panel is first mounted.
 */
import type { Reader } from "../engine/index.ts";
import { narrationView } from "../panels/narration/view.ts";
import { stageView } from "../panels/stage/view.ts";
import { differencesView, timelineView } from "../panels/timeline/view.ts";
import { orNotFetched } from "./fetched.ts";

export type View = (reader: Reader, params: never) => unknown;

const AT_HAND: Readonly<Record<string, View>> = {
  stage: stageView,
  narration: narrationView,
  timeline: timelineView,
  differences: differencesView,
};

/** A panel's file and which of its views is meant. */
const FETCHED: Readonly<Record<string, () => Promise<View>>> = {
  code: async () => (await code()).codeView,
  codeCause: async () => (await code()).codeCauseView,
  codeFiles: async () => (await code()).codeFilesView,
  codeLine: async () => (await code()).codeLineView,
  compare: async () => (await import("../panels/compare/view.ts")).compareView,
  cost: async () => (await import("../panels/cost/view.ts")).costView,
  editedItem: async () => (await items()).editedItemView,
  events: async () => (await import("../panels/events/view.ts")).eventsView,
  inspector: async () => (await inspector()).inspectorView,
  exportedItems: async () => (await items()).exportedItemsView,
  items: async () => (await items()).itemsView,
  lesson: async () => (await import("../panels/lesson/view.ts")).lessonView,
  mark: async () => (await inspector()).markView,
  operation: async () => (await operation()).operationView,
  operationForms: async () => (await operation()).operationFormsView,
  partiql: async () => (await import("../panels/partiql/view.ts")).partiqlView,
  partiqlOfRequest: async () => (await operation()).partiqlOfRequestView,
  past: async () => (await import("../panels/past/view.ts")).pastView,
  requestCheck: async () => (await import("../panels/request-check.ts")).requestCheckView,
  requests: async () => (await import("../panels/requests/view.ts")).requestsView,
  setup: async () => (await import("../panels/setup/view.ts")).setupView,
  streams: async () => (await import("../panels/streams/view.ts")).streamsView,
  transport: async () => (await import("../panels/transport/view.ts")).transportView,
};

const code = () => import("../panels/code/view.ts");
const inspector = () => import("../panels/inspector/view.ts");
const items = () => import("../panels/items/view.ts");
const operation = () => import("../panels/operation/view.ts");

/** The view of that name, or a promise of it when it must be fetched; undefined: there is none. */
export function viewNamed(name: string): View | Promise<View> | undefined {
  const fetch = FETCHED[name];
  return AT_HAND[name] ?? (fetch && orNotFetched(fetch()));
}

/** Every view the Worker can compute: one line per panel. A view is a pure function of the world and its parameters. */
import type { Reader } from "../engine/index.ts";
import { codeFilesView, codeLineView, codeView } from "../panels/code/view.ts";
import { compareView } from "../panels/compare/view.ts";
import { costView } from "../panels/cost/view.ts";
import { eventsView } from "../panels/events/view.ts";
import { inspectorView, markView } from "../panels/inspector/view.ts";
import { editedItemView, itemsView } from "../panels/items/view.ts";
import { lessonView } from "../panels/lesson/view.ts";
import { narrationView } from "../panels/narration/view.ts";
import { operationFormsView, operationView } from "../panels/operation/view.ts";
import { pastView } from "../panels/past/view.ts";
import { requestCheckView } from "../panels/request-check.ts";
import { requestsView } from "../panels/requests/view.ts";
import { setupView } from "../panels/setup/view.ts";
import { stageView } from "../panels/stage/view.ts";
import { streamsView } from "../panels/streams/view.ts";
import { differencesView, timelineView } from "../panels/timeline/view.ts";
import { transportView } from "../panels/transport/view.ts";

export type View = (reader: Reader, params: never) => unknown;

export const VIEWS: Readonly<Record<string, View>> = {
  code: codeView as View,
  codeFiles: codeFilesView as View,
  codeLine: codeLineView as View,
  cost: costView,
  editedItem: editedItemView as View,
  events: eventsView as View,
  inspector: inspectorView as View,
  items: itemsView as View,
  lesson: lessonView as View,
  mark: markView as View,
  operation: operationView as View,
  operationForms: operationFormsView,
  requestCheck: requestCheckView as View,
  requests: requestsView as View,
  setup: setupView,
  streams: streamsView as View,
  stage: stageView,
  compare: compareView as View,
  narration: narrationView,
  past: pastView,
  transport: transportView,
  differences: differencesView as View,
  timeline: timelineView as View,
};

/** Every view the Worker can compute: one line per panel. A view is a pure function of the world and its parameters. */
import type { Reader } from "../engine/index.ts";
import { lessonView } from "../panels/lesson/view.ts";
import { differencesView } from "../panels/timeline/differences.ts";
import { timelineView } from "../panels/timeline/view.ts";
import { stageView } from "../panels/stage/view.ts";

export type View = (reader: Reader, params: never) => unknown;

export const VIEWS: Readonly<Record<string, View>> = {
  lesson: lessonView as View,
  stage: stageView,
  differences: differencesView as View,
  timeline: timelineView as View,
};

// The page as it is published: the app with the lessons that exist, this browser's progress, and what a world needs,
// loaded when one is opened.

import { lazy } from "react";
import { LESSONS } from "../lessons/index.ts";
import { useCourseProgress } from "../state/course-progress.ts";
import { App, type AppProps } from "./app.tsx";

const Workspace = lazy(async () => ({ default: (await import("./workspace-page.tsx")).WorkspacePage }));

const OVERLAYS: AppProps["overlays"] = {
  share: lazy(async () => ({ default: (await import("./share-overlay.tsx")).ShareOverlay })),
  "open-file": lazy(async () => ({ default: (await import("./open-file-overlay.tsx")).OpenFileOverlay })),
  legend: lazy(async () => ({ default: (await import("./legend-overlay.tsx")).LegendOverlay })),
};

export function Page() {
  return <App lessons={LESSONS} progress={useCourseProgress()} Workspace={Workspace} overlays={OVERLAYS} />;
}

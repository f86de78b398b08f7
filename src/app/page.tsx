// The page as it is published: the app with the lessons that exist, this browser's progress, and what a world needs,
// loaded when one is opened.

import { lazy, Suspense } from "react";
import { LESSONS } from "../lessons/index.ts";
import { useCourseProgress } from "../state/course-progress.ts";
import { useBusy } from "../ui/idle.ts";
import { App, type AppProps } from "./app.tsx";
import { HeroFrame } from "./hero-frame.tsx";

const Workspace = lazy(async () => ({ default: (await import("./workspace-page.tsx")).WorkspacePage }));

const HeroStage = lazy(async () => ({ default: (await import("../panels/stage/HeroStage.tsx")).HeroStage }));

/** The page does not wait for it: its frame keeps the room. */
function Hero() {
  return (
    <Suspense fallback={<HeroOnItsWay />}>
      <HeroStage />
    </Suspense>
  );
}

function HeroOnItsWay() {
  useBusy(true);
  return <HeroFrame stage={null} step={0} sentence="" controls={null} />;
}

const OVERLAYS: AppProps["overlays"] = {
  share: lazy(async () => ({ default: (await import("./share-overlay.tsx")).ShareOverlay })),
  "open-file": lazy(async () => ({ default: (await import("./open-file-overlay.tsx")).OpenFileOverlay })),
  "sdk-traffic": lazy(async () => ({ default: (await import("./sdk-traffic-overlay.tsx")).SdkTrafficOverlay })),
  legend: lazy(async () => ({ default: (await import("./legend-overlay.tsx")).LegendOverlay })),
};

export function Page() {
  return <App lessons={LESSONS} progress={useCourseProgress()} Workspace={Workspace} Hero={Hero} overlays={OVERLAYS} />;
}

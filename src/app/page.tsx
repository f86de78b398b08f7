// The page as it is published: the app with the lessons that exist and this browser's progress.

import { LESSONS } from "../lessons/index.ts";
import { useCourseProgress } from "../state/course-progress.ts";
import { App } from "./app.tsx";

export function Page() {
  return <App lessons={LESSONS} progress={useCourseProgress()} />;
}

// The places that show a world, and what each begins with. A scenario handed over by a file, a lesson or a link is
// opened where it belongs; what was kept there before is replaced only by the person's own act.

import { newScenario, type Scenario } from "../engine/index.ts";
import { openPlace } from "../state/workplace.ts";
import type { WorldRoute } from "./app.tsx";
import { SANDBOX_HREF } from "./routes.ts";

export const SANDBOX_SEED = 4217;

/** An empty table on one partition: the sandbox's first minute. */
export function emptySandbox(): Scenario {
  return newScenario({
    name: "Untitled world",
    seed: SANDBOX_SEED,
    config: {
      regions: ["us-east-1"],
      latency: "typical",
      tables: [
        {
          create: {
            TableName: "Players",
            BillingMode: "PAY_PER_REQUEST",
            KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
            AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
          },
          partitions: 1,
        },
      ],
      functions: [],
      files: {},
    },
  });
}

/** Waiting to be opened by the sandbox once its address is there. */
let handedOver: Scenario | null = null;

/** Opens a scenario in the sandbox at the step it stands at. */
export function openInSandbox(scenario: Scenario): void {
  const { lesson: _lesson, ...free } = scenario;
  handedOver = free;
  if (location.hash === SANDBOX_HREF) void openRoute({ page: "sandbox" });
  else location.assign(SANDBOX_HREF);
}

/** Brings the engine to a place. */
export async function openRoute(route: WorldRoute): Promise<void> {
  switch (route.page) {
    case "sandbox": {
      const scenario = handedOver;
      await openPlace(
        "sandbox",
        scenario === null
          ? { beginning: emptySandbox }
          : { beginning: emptySandbox, source: { kind: "scenario", scenario } },
      );
      // Only now: an opening can be begun twice (React's strict mode does), and the second must find it too.
      if (handedOver === scenario) handedOver = null;
      return;
    }
    case "link":
      return openPlace("link", { source: { kind: "link", text: route.text }, beginning: emptySandbox });
    case "lesson": {
      const { loadLessonScenario } = await import("../lessons/index.ts");
      return openPlace(`lesson:${route.chapter}/${route.slug}`, {
        beginning: () => loadLessonScenario(`${route.chapter}/${route.slug}`),
      });
    }
  }
}

// The places that show a world, and what each begins with. A scenario handed over by a file, a lesson or a link is
// opened where it belongs; what was kept there before is replaced only by the person's own act.

import { newScenario, type Scenario } from "../engine/index.ts";
import { savedWork, saveWork } from "../state/saved-work.ts";
import { call } from "../state/session.ts";
import { openPlace, useWorkplace } from "../state/workplace.ts";
import { showToast } from "../ui/toast-store.ts";
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

/** Where the sandbox's world stays when another takes its place. */
const BEFORE = "sandbox-before";

/** Opens a scenario in the sandbox at the step it stands at. What stood there before is kept, and can be brought back. */
export function openInSandbox(scenario: Scenario): void {
  void (async () => {
    const before = await sandboxNow();
    if (before !== undefined && before.commands.length > 0 && (await saveWork(BEFORE, before)))
      showToast({
        text: "The world that was in the sandbox is kept.",
        action: { label: "Bring it back", onSelect: () => void bringBackSandbox() },
      });
    const { lesson: _lesson, ...free } = scenario;
    handedOver = free;
    if (location.hash === SANDBOX_HREF) void openRoute({ page: "sandbox" });
    else location.assign(SANDBOX_HREF);
  })();
}

/** Swaps the sandbox's world with the one before. */
export async function bringBackSandbox(): Promise<void> {
  const before = await savedWork(BEFORE);
  if (before !== undefined) openInSandbox(before);
  else showToast({ text: "No world stood in the sandbox before this one.", icon: "state-denied" });
}

/** The open sandbox itself: what the browser keeps may be some moments old. */
async function sandboxNow(): Promise<Scenario | undefined> {
  const { place, phase } = useWorkplace.getState();
  if (place !== "sandbox" || phase !== "open") return savedWork("sandbox");
  const reply = await call({ type: "export", as: "scenario", view: {} });
  return reply.ok ? (reply.value as Scenario) : savedWork("sandbox");
}

/** Whether the page was loaded again and this is the first place it opens. */
let reloaded = performance
  .getEntriesByType("navigation")
  .some((entry) => (entry as PerformanceNavigationTiming).type === "reload");

/** Each link is a place of its own: two of them in two tabs must not follow each other. */
function linkPlace(text: string): string {
  return `link:${text.slice(0, 40)}:${text.length}`;
}

/** Brings the engine to a place. */
export async function openRoute(route: WorldRoute): Promise<void> {
  const resume = reloaded;
  reloaded = false;
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
      return openPlace(linkPlace(route.text), {
        source: { kind: "link", text: route.text },
        resume,
        beginning: emptySandbox,
      });
    case "lesson": {
      const { loadLessonScenario } = await import("../lessons/index.ts");
      return openPlace(`lesson:${route.chapter}/${route.slug}`, {
        beginning: () => loadLessonScenario(`${route.chapter}/${route.slug}`),
      });
    }
  }
}

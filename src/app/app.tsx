// The page: which place the address names, the overlays that every place shares, and what to show while a place loads.
// What a place is made of comes in as props, so that the home page loads none of it.

import "./app.css";
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import type { CourseProgress } from "../state/course-progress.ts";
import { useBusy } from "../ui/idle.ts";
import { PatternDefs } from "../ui/pattern-defs.tsx";
import { Toasts } from "../ui/toast.tsx";
import type { CourseLesson } from "./course.ts";
import { DropZone } from "./drop-zone.tsx";
import { HomePage } from "./home-page.tsx";
import { MissingPage } from "./missing-page.tsx";
import { closeOverlay, type OverlayName, openDroppedFile, showOverlay, useOverlay } from "./overlay-store.ts";
import { placeEntries, useOfferPaletteEntries } from "./palette-entries.ts";
import { PanelBoundary } from "./panel-boundary.tsx";
import { parseRoute, type Route } from "./routes.ts";
import { useOnline, useUpdate } from "./service-worker.ts";
import { useShortcuts } from "./shortcut-handlers.ts";
import { MAIN_ID } from "./skip-link.tsx";

const CommandPalette = lazy(async () => ({ default: (await import("./palette-overlay.tsx")).PaletteOverlay }));
const Keyboard = lazy(async () => ({ default: (await import("./keyboard-overlay.tsx")).KeyboardOverlay }));
const GalleryPage = lazy(async () => ({ default: (await import("./gallery-page.tsx")).GalleryPage }));

/** Places that show a world: a lesson, the sandbox, a shared link. */
export type WorldRoute = Extract<Route, { page: "lesson" | "sandbox" | "link" }>;
export interface OverlayProps {
  onClose: () => void;
}

export interface AppProps {
  lessons: readonly CourseLesson[];
  progress: CourseProgress;
  /** Draws every `WorldRoute`; lazy. Decodes the text of a shared link itself, and explains what it cannot read. */
  Workspace?: ComponentType<{ route: WorldRoute }>;
  /** The home page's live stage; lazy. */
  Hero?: ComponentType;
  /** Overlays that need a world or an engine; lazy. The door "Open a file" is there when `open-file` is. */
  overlays?: Partial<Record<OverlayName, ComponentType<OverlayProps>>>;
}

export function App({ lessons, progress, Workspace, Hero, overlays = {} }: AppProps) {
  const route = useRoute();
  useOfferPaletteEntries(useMemo(() => placeEntries(lessons), [lessons]));
  useShortcuts({ palette: () => showOverlay("palette"), keyboard: () => showOverlay("keyboard") });
  useHeadingFocus(route.page);
  return (
    <>
      <PatternDefs />
      <PanelBoundary name="page" key={route.page}>
        <Suspense fallback={<Waiting />}>
          <Place
            route={route}
            Workspace={Workspace}
            home={
              <Home
                lessons={lessons}
                progress={progress}
                hero={Hero && <Hero />}
                onOpenFile={overlays["open-file"] && (() => showOverlay("open-file"))}
              />
            }
          />
        </Suspense>
      </PanelBoundary>
      <Suspense fallback={<Waiting />}>
        <Overlay overlays={overlays} />
      </Suspense>
      {overlays["open-file"] && <DropZone words="Drop to open the scenario" onFile={openDroppedFile} />}
      <Toasts />
    </>
  );
}

function Place({ route, Workspace, home }: { route: Route; Workspace: AppProps["Workspace"]; home: ReactNode }) {
  if (route.page === "home") return home;
  if (route.page === "gallery") return <GalleryPage section={route.section} />;
  if (route.page === "unknown" || !Workspace) return <MissingPage />;
  return <Workspace route={route} />;
}

interface HomeProps extends Pick<AppProps, "lessons" | "progress"> {
  hero: ReactNode;
  onOpenFile: (() => void) | undefined;
}

function Home(props: HomeProps) {
  const online = useOnline();
  const update = useUpdate();
  return (
    <HomePage
      {...props}
      status={{ online, onReload: update.ready ? update.reload : undefined }}
      onSearch={() => showOverlay("palette")}
    />
  );
}

function Overlay({ overlays }: { overlays: NonNullable<AppProps["overlays"]> }) {
  const open = useOverlay((state) => state.open);
  if (open === null) return null;
  const shared: AppProps["overlays"] = { palette: CommandPalette, keyboard: Keyboard };
  const Chosen = overlays[open] ?? shared[open];
  return Chosen ? <Chosen onClose={closeOverlay} /> : null;
}

/** Something is on its way: nothing to see, because under 200 ms an indicator would only flicker. */
function Waiting() {
  useBusy(true);
  return null;
}

function useRoute(): Route {
  // The hook tells when the hash changes; the hash itself is read here, because it also carries shared links.
  const [path] = useHashLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `path` stands for the hash
  return useMemo(() => parseRoute(window.location.hash), [path]);
}

/** After a change of place the focus goes to its main part, as a page load would do it. Not on the first load. */
function useHeadingFocus(page: Route["page"]) {
  const [first] = useState(page);
  const [hasMoved, setHasMoved] = useState(false);
  useEffect(() => {
    if (!hasMoved && page === first) return;
    setHasMoved(true);
    document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, [page, first, hasMoved]);
}

// The first page: the promise, three doors, a live stage if there is one to show, and the course.
// Small on purpose: nothing of the workspace is loaded here.

import "./home.css";
import type { ReactNode } from "react";
import type { CourseProgress } from "../state/course-progress.ts";
import { Button } from "../ui/button.tsx";
import type { GlyphName } from "../ui/glyphs.tsx";
import { Icon } from "../ui/icon.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Logo } from "../ui/logo.tsx";
import { type CourseLesson, nextLesson } from "./course.ts";
import { CourseStrip } from "./course-strip.tsx";
import { isMac } from "./machine.ts";
import { HOME_HREF, lessonHref, SANDBOX_HREF } from "./routes.ts";
import { MAIN_ID, SkipLink } from "./skip-link.tsx";
import { StatusBadges, type StatusBadgesProps } from "./status-badges.tsx";
import { ThemeButton } from "./theme-button.tsx";

export interface HomePageProps {
  lessons: readonly CourseLesson[];
  progress: CourseProgress;
  status: StatusBadgesProps;
  /** A small live stage. Without one the doors take the width. */
  hero?: ReactNode;
  onSearch: () => void;
  /** The third door; without it there are two. */
  onOpenFile?: () => void;
}

export function HomePage({ lessons, progress, status, hero, onSearch, onOpenFile }: HomePageProps) {
  const next = nextLesson(lessons, progress);
  return (
    <div className="home">
      <SkipLink>Skip to the start</SkipLink>
      <header className="home-bar">
        <a className="brand" href={HOME_HREF}>
          <Logo size={22} />
          Glass Table
        </a>
        <nav aria-label="Places">
          <button type="button" onClick={showCourse}>
            Course
          </button>
          <a href={SANDBOX_HREF}>Sandbox</a>
        </nav>
        <span className="grow" />
        <StatusBadges {...status} />
        <Button look="ghost" icon="search" aria-label="Search or run a command" onClick={onSearch}>
          <span className="home-search">Search</span> <Kbd>{isMac() ? "Cmd K" : "Ctrl K"}</Kbd>
        </Button>
        <ThemeButton />
      </header>
      <main id={MAIN_ID} tabIndex={-1}>
        <div className={hero ? "hero" : "hero alone"}>
          <div className="promise">
            <h1>See inside DynamoDB, one step at a time.</h1>
            <p>
              Every read, write and copy moves where you can watch it. Pause, step back, change one thing, and run it
              again. It all runs in this page.
            </p>
            <div className="doors">
              {next && (
                <DoorLink main href={lessonHref(next.slug)} icon="book" {...courseDoor({ next, lessons, progress })} />
              )}
              <DoorLink
                href={SANDBOX_HREF}
                icon="cube"
                title="Open the sandbox"
                line="An empty table and every control"
              />
              {onOpenFile && (
                <button type="button" className="door" onClick={onOpenFile}>
                  <DoorWords icon="tray" title="Open a file" line="A scenario you kept, or one somebody sent you" />
                </button>
              )}
            </div>
          </div>
          {hero}
        </div>
        <CourseStrip lessons={lessons} progress={progress} />
      </main>
    </div>
  );
}

interface DoorWordsProps {
  icon: GlyphName;
  title: string;
  line: string;
}

function DoorLink({ href, main = false, ...words }: DoorWordsProps & { href: string; main?: boolean }) {
  return (
    <a className={main ? "door go" : "door"} href={href}>
      <DoorWords {...words} />
    </a>
  );
}

function DoorWords({ icon, title, line }: DoorWordsProps) {
  return (
    <>
      <span className="door-icon">
        <Icon name={icon} size={20} />
      </span>
      <span>
        <b>{title}</b>
        <span className="door-line">{line}</span>
      </span>
      <Icon name="arrow-right" />
    </>
  );
}

/** The words of the first door: to begin, to go on, to go through it again. */
function courseDoor({ next, lessons, progress }: Pick<HomePageProps, "lessons" | "progress"> & { next: CourseLesson }) {
  const name = `lesson ${next.number}, ${next.title}`;
  if (lessons.every((lesson) => progress.finished.has(lesson.slug))) {
    return { title: "Go through the course again", line: `from ${name}` };
  }
  if (progress.open === null && progress.finished.size === 0) {
    return { title: "Start the course", line: `at ${name}` };
  }
  return { title: "Carry on with the course", line: `with ${name}` };
}

/** A hash of its own would be a route, so the course is shown and focused by hand. */
function showCourse() {
  const course = document.getElementById("course");
  course?.scrollIntoView({ block: "start" });
  course?.focus({ preventScroll: true });
}

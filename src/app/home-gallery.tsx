// The home page in its fixed states: nothing done yet, half way, all done.

import { type CourseProgress, NO_PROGRESS } from "../state/course-progress.ts";
import type { CourseLesson } from "./course.ts";
import { HeroFrame } from "./hero-frame.tsx";
import { HomePage } from "./home-page.tsx";
import type { Specimen } from "./specimen.ts";

const nothing = () => undefined;

const LESSONS: readonly CourseLesson[] = [
  {
    chapter: 1,
    chapterTitle: "Keys and partitions",
    slug: "keys-and-partitions/where-an-item-lives",
    number: 2,
    title: "Where an item lives",
    minutes: 5,
    oneLine: "Hash, key range, partition, three replicas: point at the partition before it is revealed.",
  },
  {
    chapter: 4,
    chapterTitle: "Consistency and concurrency",
    slug: "consistency/after-a-200",
    number: 16,
    title: "After a 200, who knows?",
    minutes: 6,
    oneLine: "Two of three copies are enough to answer. What the third one does to your reads.",
  },
  {
    chapter: 5,
    chapterTitle: "Streams and triggers",
    slug: "streams/order-per-item",
    number: 21,
    title: "Order per item, not across items",
    minutes: 5,
    oneLine: "Player 1, player 2, player 1: which order a stream keeps, and which it never promised.",
  },
];

const HALF_WAY: CourseProgress = {
  finished: new Set(["keys-and-partitions/where-an-item-lives"]),
  open: "consistency/after-a-200",
};
const ALL_DONE: CourseProgress = { finished: new Set(LESSONS.map((lesson) => lesson.slug)), open: null };

export const HOME_SPECIMENS: readonly Specimen[] = [
  specimen("home-new", "Home, nothing done", <Home progress={NO_PROGRESS} hasHero />),
  specimen("home-half", "Home, half way", <Home progress={HALF_WAY} hasHero />),
  specimen("home-done", "Home, all done, without a live stage", <Home progress={ALL_DONE} hasHero={false} />),
];

function specimen(id: string, title: string, node: Specimen["node"]): Specimen {
  return { id, title, group: "Home", node, bare: true };
}

function Home({ progress, hasHero }: { progress: CourseProgress; hasHero: boolean }) {
  return (
    <HomePage
      lessons={LESSONS}
      progress={progress}
      status={{ online: true }}
      hero={hasHero && <EmptyHero />}
      onSearch={nothing}
      onOpenFile={nothing}
    />
  );
}

function EmptyHero() {
  return (
    <HeroFrame stage={<div className="shell-place">Stage</div>} step={0} sentence="Narration" controls="Controls" />
  );
}

// The icon set: drawings on a 16 grid with a 1.5 stroke, taken from the visual language's mock-ups.
// One drawing per meaning; the seven state glyphs are the only ones that may stand for a state.
// Not a component: `icon.tsx` puts a drawing on the screen.

import type { ReactNode } from "react";

export const GLYPHS = {
  "arrow-right": <path d="M2.8 8h10M9 4.2 12.8 8 9 11.8" />,
  bolt: <path d="M8.8 1.8 3.6 9h3.6l-.6 5.2L12 7H8.2z" />,
  book: (
    <path d="M3 3.2h3.6c.8 0 1.4.6 1.4 1.4v8.6c0-.7-.6-1.2-1.4-1.2H3zM13 3.2H9.4C8.6 3.2 8 3.8 8 4.6v8.6c0-.7.6-1.2 1.4-1.2H13z" />
  ),
  check: <path d="m3.4 8.5 3 3 6.2-6.8" />,
  "chevron-down": <path d="m3.8 6.2 4.2 4.2 4.2-4.2" />,
  "chevron-left": <path d="m9.8 3.8-4.2 4.2 4.2 4.2" />,
  "chevron-right": <path d="m6.2 3.8 4.2 4.2-4.2 4.2" />,
  "chevron-up": <path d="m3.8 9.8 4.2-4.2 4.2 4.2" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 4.6V8l2.6 1.5" />
    </>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  compare: (
    <>
      <rect x="2" y="3" width="5" height="10" rx="1.2" />
      <rect x="9" y="3" width="5" height="10" rx="1.2" />
    </>
  ),
  copy: (
    <>
      <rect x="5.4" y="5.4" width="8" height="8" rx="1.4" />
      <path d="M10.6 5.4V4a1.4 1.4 0 0 0-1.4-1.4H4A1.4 1.4 0 0 0 2.6 4v5.2A1.4 1.4 0 0 0 4 10.6h1.4" />
    </>
  ),
  crown: <path className="fl" d="M2.6 12.4 1.7 5.1l3.5 2.5L8 3.2l2.8 4.4 3.5-2.5-.9 7.3z" />,
  cube: <path d="M8 1.9 13.4 5v6L8 14.1 2.6 11V5zM2.8 5.1 8 8.1l5.2-3M8 8.1v5.8" />,
  database: (
    <>
      <ellipse cx="8" cy="4" rx="5" ry="1.9" />
      <path d="M3 4v8c0 1.05 2.24 1.9 5 1.9s5-.85 5-1.9V4M3 8c0 1.05 2.24 1.9 5 1.9S13 9.05 13 8" />
    </>
  ),
  export: <path d="M8 2.4v7.2M5.2 6.9 8 9.7l2.8-2.8M3 13.2h10" />,
  eye: (
    <>
      <path d="M1.8 8S4 3.9 8 3.9 14.2 8 14.2 8 12 12.1 8 12.1 1.8 8 1.8 8z" />
      <circle cx="8" cy="8" r="1.8" />
    </>
  ),
  file: <path d="M4 2.4h5.2L12.4 5.6v8H4zM9.2 2.4v3.2h3.2" />,
  flag: <path d="M4 14V2.6h8l-1.8 2.9L12 8.4H4" />,
  fork: (
    <>
      <circle cx="4.6" cy="3.6" r="1.6" />
      <circle cx="4.6" cy="12.4" r="1.6" />
      <circle cx="11.4" cy="3.6" r="1.6" />
      <path d="M4.6 5.2v5.6M11.4 5.2c0 3.6-6.8 1.8-6.8 5" />
    </>
  ),
  globe: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M2.4 8h11.2M8 2.4c4 3.6 4 7.6 0 11.2M8 2.4c-4 3.6-4 7.6 0 11.2" />
    </>
  ),
  grid: (
    <>
      <rect x="2.4" y="2.6" width="4.6" height="4.6" rx="1" />
      <rect x="9" y="2.6" width="4.6" height="4.6" rx="1" />
      <rect x="2.4" y="8.9" width="4.6" height="4.6" rx="1" />
      <rect x="9" y="8.9" width="4.6" height="4.6" rx="1" />
    </>
  ),
  hint: <path d="M5.7 10.2a3.9 3.9 0 1 1 4.6 0c-.4.4-.5.8-.5 1.3H6.2c0-.5-.1-.9-.5-1.3zM6.6 13.6h2.8" />,
  key: (
    <>
      <circle cx="5.2" cy="8" r="2.7" />
      <path d="M7.9 8h5.7M11.2 8v2.6" />
    </>
  ),
  lambda: <path d="M3.9 2.8h2.3L11.8 13M7.7 6.7 4.2 13" />,
  layers: <path d="M8 2 14 5.2 8 8.4 2 5.2zM2.4 8.4 8 11.4l5.6-3M2.4 11.2 8 14.2l5.6-3" />,
  lock: (
    <>
      <rect x="3.4" y="7" width="9.2" height="6.2" rx="1.3" />
      <path d="M5.4 7V5.2a2.6 2.6 0 0 1 5.2 0V7" />
    </>
  ),
  menu: <path d="M2.8 4.6h10.4M2.8 8h10.4M2.8 11.4h10.4" />,
  minus: <path d="M3.6 8h8.8" />,
  moon: <path d="M13 9.7A5.5 5.5 0 0 1 6.3 3a5.5 5.5 0 1 0 6.7 6.7z" />,
  more: (
    <>
      <circle className="fl" cx="3.4" cy="8" r="1.2" />
      <circle className="fl" cx="8" cy="8" r="1.2" />
      <circle className="fl" cx="12.6" cy="8" r="1.2" />
    </>
  ),
  "panel-left": (
    <>
      <rect x="2.2" y="3" width="11.6" height="10" rx="1.4" />
      <path d="M6.4 3v10" />
    </>
  ),
  "panel-right": (
    <>
      <rect x="2.2" y="3" width="11.6" height="10" rx="1.4" />
      <path d="M9.6 3v10" />
    </>
  ),
  pause: <path className="fl" d="M4.4 3h2.4v10H4.4zM9.2 3h2.4v10H9.2z" />,
  play: <path className="fl" d="M4.5 2.9v10.2a.6.6 0 0 0 .92.5l7.9-5.1a.6.6 0 0 0 0-1L5.42 2.4a.6.6 0 0 0-.92.5z" />,
  plus: <path d="M8 3.4v9.2M3.4 8h9.2" />,
  pointer: <path d="M4 2.6 12.6 7 8.9 8.5 7.4 12.4z" />,
  power: <path d="M8 2.2v5.4M4.9 4.2a5.2 5.2 0 1 0 6.2 0" />,
  question: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M6.3 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.9.6-.9 1.2" />
      <circle className="fl" cx="8" cy="11.4" r=".9" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="5.2" />,
  "ring-dashed": <circle cx="8" cy="8" r="5.2" strokeDasharray="2.6 2.4" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.1 3.1" />
    </>
  ),
  seed: (
    <>
      <rect x="2.8" y="2.8" width="10.4" height="10.4" rx="2.2" />
      <circle className="fl" cx="5.7" cy="5.7" r="1" />
      <circle className="fl" cx="8" cy="8" r="1" />
      <circle className="fl" cx="10.3" cy="10.3" r="1" />
    </>
  ),
  share: <path d="M8 9.6V2.4M5.2 5.1 8 2.3l2.8 2.8M3.4 8v5.2h9.2V8" />,
  "state-cached": (
    <>
      <rect x="5.2" y="5.2" width="8.4" height="8.4" rx="1.6" />
      <path d="M2.6 10.6V4.2a1.6 1.6 0 0 1 1.6-1.6h6.4" />
    </>
  ),
  "state-committed": (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="m5.3 8.2 1.9 1.9 3.5-4" />
    </>
  ),
  "state-conflict": (
    <>
      <path d="M8 1.9 14.1 8 8 14.1 1.9 8z" />
      <path d="M8 1.9 6.6 6.1l2.8 3.6L8 14.1" />
    </>
  ),
  "state-denied": (
    <>
      <path d="M5.5 1.9h5L14.1 5.5v5l-3.6 3.6h-5L1.9 10.5v-5z" />
      <path d="M5 8h6" />
    </>
  ),
  "state-inflight": (
    <>
      <circle cx="8" cy="8" r="5.8" strokeDasharray="2.7 1.9" />
      <path d="m6.7 5.3 2.8 2.7-2.8 2.7" />
    </>
  ),
  "state-stale": (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 4.8V8.3l2.3 1.4" />
    </>
  ),
  "state-throttled": (
    <>
      <path d="M2.6 13h10.8M4.2 9.7h7.6M5.8 6.4h4.4" />
      <path d="M4.6 2.9h6.8" strokeWidth="2.4" />
    </>
  ),
  "step-back": (
    <>
      <path className="fl" d="M12.8 3.6v8.8a.5.5 0 0 1-.78.41l-6.4-4.4a.5.5 0 0 1 0-.82l6.4-4.4a.5.5 0 0 1 .78.41z" />
      <path d="M3.4 3.4v9.2" />
    </>
  ),
  "step-forward": (
    <>
      <path className="fl" d="M3.2 3.6v8.8a.5.5 0 0 0 .78.41l6.4-4.4a.5.5 0 0 0 0-.82l-6.4-4.4a.5.5 0 0 0-.78.41z" />
      <path d="M12.6 3.4v9.2" />
    </>
  ),
  stop: <rect className="fl" x="3.8" y="3.8" width="8.4" height="8.4" rx="1" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.6v1.6M8 12.8v1.6M1.6 8h1.6M12.8 8h1.6M3.5 3.5l1.1 1.1M11.4 11.4l1.1 1.1M12.5 3.5l-1.1 1.1M4.6 11.4l-1.1 1.1" />
    </>
  ),
  table: (
    <>
      <rect x="2.4" y="3" width="11.2" height="10" rx="1.4" />
      <path d="M2.4 6.4h11.2M2.4 9.7h11.2" />
    </>
  ),
  terminal: (
    <>
      <rect x="1.9" y="3" width="12.2" height="10" rx="1.6" />
      <path d="m4.6 6.2 2.1 1.8-2.1 1.8M8.4 10h3" />
    </>
  ),
  trash: <path d="M2.8 4.4h10.4M6.2 4.4V2.8h3.6v1.6M4.2 4.4l.6 8.8h6.4l.6-8.8" />,
  tray: <path d="M2.2 9.2v3.6h11.6V9.2M2.2 9.2h3.4l1 1.6h2.8l1-1.6h3.4M2.2 9.2l2-6h7.6l2 6" />,
  undo: <path d="M3 6.2h6.4a3.4 3.4 0 0 1 0 6.8H6M3 6.2l2.8-2.8M3 6.2 5.8 9" />,
} satisfies Record<string, ReactNode>;

export type GlyphName = keyof typeof GLYPHS;

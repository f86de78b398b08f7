// The marks of the stage, small, as the legend shows them. Drawn with the stage's own classes.

import type { ReactNode } from "react";
import { SvgChip } from "../../ui/chip.tsx";
import { GLYPHS } from "../../ui/glyphs.tsx";

export type ItemMark = "item" | "request" | "response" | "copy" | "record" | "entry" | "tick";
export type PlaceMark = "leader" | "applied" | "wedge";
export type OwnMark = "candidate" | "prediction" | "playhead" | "difference" | "fork";

interface LegendMark {
  picture: ReactNode;
  word: string;
}

/** Every example is one item: the third of a world, letter C. */
const EXAMPLE_HUE = "k-c";
const EXAMPLE_ORDINAL = 2;

export const ITEM_MARKS: Readonly<Record<ItemMark, LegendMark>> = {
  item: {
    word: "item, version",
    picture: (
      <Mark width={30} height={16}>
        <SvgChip ordinal={EXAMPLE_ORDINAL} text="C8" x={2} y={0} />
      </Mark>
    ),
  },
  request: {
    word: "request",
    picture: (
      <Mark width={30} height={16}>
        <g className={`pk ${EXAMPLE_HUE}`} transform="translate(15 8)">
          <circle className="hl" r="8" />
          <circle r="6.5" />
          <text y="3.6">C</text>
        </g>
      </Mark>
    ),
  },
  response: {
    word: "response",
    picture: (
      <Mark width={30} height={16}>
        <g className={`pk res ${EXAMPLE_HUE}`} transform="translate(15 8)">
          <circle r="6" />
          <path
            d="M-3 .2l2.1 2.2L3.2-2.2"
            fill="none"
            stroke="var(--tx-1)"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </g>
      </Mark>
    ),
  },
  copy: {
    word: "copy to a Region",
    picture: (
      <Mark width={30} height={20}>
        <g className={`pk ${EXAMPLE_HUE}`} transform="translate(15 10)">
          <path className="hl" d="M0 -10L10 0L0 10L-10 0z" />
          <path className="b" d="M0 -8L8 0L0 8L-8 0z" />
          <text y="3.6">C</text>
        </g>
      </Mark>
    ),
  },
  record: {
    word: "stream record",
    picture: (
      <Mark width={44} height={14}>
        <g className={`chip ${EXAMPLE_HUE}`} transform="translate(2 0)">
          <path
            d="M2.5 .5H37.5a2 2 0 0 1 2 2V11.5a2 2 0 0 1-2 2H2.5a2 2 0 0 1-2-2V9.4a2.4 2.4 0 0 0 0-4.8V2.5a2 2 0 0 1 2-2z"
            className="b"
          />
          <text x="21" y="10.6">
            C 305
          </text>
        </g>
      </Mark>
    ),
  },
  entry: {
    word: "index entry",
    picture: (
      <Mark width={50} height={18}>
        <g className={`chip ${EXAMPLE_HUE}`} transform="translate(1 0)">
          <rect x="0.5" y="0.5" width="47" height="17" rx="8.5" className="b" />
          <text x="24" y="12.6">
            C 9340
          </text>
        </g>
      </Mark>
    ),
  },
  tick: {
    word: "item, far away",
    picture: (
      <Mark width={30} height={12}>
        <g className={EXAMPLE_HUE}>
          <rect x="6" y="0.5" width="5" height="11" rx="1.5" fill="var(--k)" stroke="var(--ke)" />
          <rect x="14" y="0.5" width="5" height="11" rx="1.5" fill="var(--k)" stroke="var(--ke)" />
        </g>
      </Mark>
    ),
  },
};

export const PLACE_MARKS: Readonly<Record<PlaceMark, LegendMark>> = {
  leader: {
    word: "leads: takes the writes",
    picture: (
      <Mark width={30} height={16}>
        <g className="cn1" transform="translate(9 2) scale(.75)">
          {GLYPHS.crown}
        </g>
      </Mark>
    ),
  },
  applied: {
    word: "writes it shows (LSN)",
    picture: (
      <Mark width={30} height={16}>
        <rect x="2" y="0.5" width="26" height="15" rx="3" className="cell" />
        <text x="15" y="11.5" className="x10 mid">
          12
        </text>
      </Mark>
    ),
  },
  wedge: {
    word: "where a key's hash lies",
    picture: (
      <Mark width={30} height={16}>
        <path d="M2 10H28M2 7v6M28 7v6" className="ln4" />
        <path d="M12 3h6l-3 4z" className={EXAMPLE_HUE} fill="var(--ke)" />
      </Mark>
    ),
  },
};

export const OWN_MARKS: Readonly<Record<OwnMark, LegendMark>> = {
  candidate: {
    word: "candidate",
    picture: (
      <Mark width={30} height={16}>
        <rect x="2" y="1.5" width="26" height="13" rx="4" className="you dash" />
      </Mark>
    ),
  },
  prediction: {
    word: "your mark",
    picture: (
      <Mark width={30} height={16}>
        <rect x="2" y="1.5" width="26" height="13" rx="4" className="you" strokeWidth="2" />
      </Mark>
    ),
  },
  playhead: {
    word: "playhead",
    picture: (
      <Mark width={30} height={16}>
        <line x1="15" y1="4" x2="15" y2="16" className="you" />
        <path d="M9 0h12v4l-6 5-6-5z" fill="var(--ink)" />
      </Mark>
    ),
  },
  difference: {
    word: "first difference",
    picture: (
      <Mark width={30} height={16}>
        <path d="M15 1l7 7-7 7-7-7z" fill="var(--ink)" />
      </Mark>
    ),
  },
  fork: {
    word: "fork",
    picture: (
      <Mark width={30} height={16}>
        <line x1="2" y1="8" x2="28" y2="8" className="ln3" />
        <circle cx="12" cy="8" r="3.5" fill="var(--bg-card)" stroke="var(--tx-1)" strokeWidth="1.5" />
      </Mark>
    ),
  },
};

function Mark({ width, height, children }: { width: number; height: number; children: ReactNode }) {
  return (
    <svg className="sg on-card" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {children}
    </svg>
  );
}

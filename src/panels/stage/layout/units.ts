// Partitions side by side: how wide each is, and where a hash lies on the ruler above them. The ruler stretches with the
// partition in question, so hash position stays true.

import { half } from "./polyline.ts";

export interface UnitSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly w: number;
  readonly focused: boolean;
}

export interface UnitsSpec {
  readonly x: number;
  readonly w: number;
  readonly gap: number;
  readonly partitions: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** The one in question; null: all alike. */
  readonly focused: string | null;
  readonly phone: boolean;
  /** Level Region. */
  readonly detailed: boolean;
}

/** A focused partition to its neighbours (VISUAL §5: 134 to 86). */
const FOCUS_WEIGHT = 134 / 86;
const DETAIL_WEIGHT = 2.2;
/** More than this many are all alike. */
export const FOCUS_MAX = 6;
/** A partition that is alone does not fill the whole width. */
const WIDEST = 360;
const PHONE_NEIGHBOURS = 0.42;

export function unitSpans({ x, w, gap, partitions, focused, phone, detailed }: UnitsSpec): UnitSpan[] {
  const n = partitions.length;
  if (n === 0) return [];
  const inner = w - gap * (n - 1);
  const open =
    focused !== null && partitions.some((p) => p.name === focused)
      ? focused
      : phone
        ? (partitions[0]?.name ?? null)
        : null;
  const weigh = (name: string) =>
    name === open && n > 1 && n <= FOCUS_MAX ? (detailed ? DETAIL_WEIGHT : FOCUS_WEIGHT) : 1;
  const widths =
    phone && n > 1
      ? phoneWidths(partitions, open, inner)
      : shares(
          partitions.map((p) => weigh(p.name)),
          inner,
        );
  const total = widths.reduce((a, b) => a + b, 0) + gap * (n - 1);
  let at = x + Math.max(0, (w - total) / 2);
  return partitions.map((p, i) => {
    const span = { ...p, x: half(at), w: half(widths[i] as number), focused: p.name === open };
    at += (widths[i] as number) + gap;
    return span;
  });
}

/** x of a hash, on the ruler over its partition. */
export function hashX(spans: readonly UnitSpan[], hash: number): number | null {
  const span = spans.find((s) => hash >= s.from && hash < s.to);
  return span === undefined ? null : half(span.x + ((hash - span.from) / (span.to - span.from)) * span.w);
}

function shares(weights: readonly number[], inner: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Math.min(weights.length < 3 ? WIDEST : inner, (inner * weight) / sum));
}

/** The open one takes what its neighbours leave; they keep enough for letters. */
function phoneWidths(partitions: UnitsSpec["partitions"], open: string | null, inner: number): number[] {
  const n = partitions.length;
  const neighbour = Math.min(64, (inner * PHONE_NEIGHBOURS) / (n - 1));
  return partitions.map((p) => (p.name === open ? inner - neighbour * (n - 1) : neighbour));
}

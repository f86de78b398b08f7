// How far something is: a bar for work under way, a meter for a part of a limit, a ring for a lesson or chapter,
// segments for the parts of a lesson.

export interface BarProps {
  /** Accessible name. */
  label: string;
  value: number;
  max: number;
}

export function ProgressBar({ label, value, max }: BarProps) {
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
    >
      <i style={{ width: percent(value, max) }} />
    </div>
  );
}

/** Over the limit it is filled with bars and says so in its name; the words beside it are the caller's. */
export function LimitMeter({ label, value, max }: BarProps) {
  const over = value > max;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be drawn alike in every browser
    <div
      className={`meter${over ? " over" : ""}`}
      role="meter"
      aria-label={label}
      aria-valuenow={Math.min(value, max)}
      aria-valuemin={0}
      aria-valuemax={max}
    >
      <i style={{ width: percent(value, max) }} />
    </div>
  );
}

export interface ProgressRingProps {
  /** From 0 to 1. 0 draws an empty ring, 1 a filled one with a check. */
  share: number;
  size: number;
}

/** Decorative: the words beside it say the same. */
export function ProgressRing({ share, size }: ProgressRingProps) {
  const middle = size / 2;
  const stroke = size >= 24 ? 2.5 : 1.5;
  const radius = middle - stroke;
  const around = 2 * Math.PI * radius;
  if (share >= 1) {
    return (
      <svg className="ring" width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <circle cx={middle} cy={middle} r={middle - 0.5} className="ring-full" />
        <path
          className="ring-check"
          d={`M${size * 0.29} ${size * 0.51}l${size * 0.15} ${size * 0.16} ${size * 0.28} -${size * 0.32}`}
        />
      </svg>
    );
  }
  return (
    <svg className="ring" width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <circle cx={middle} cy={middle} r={radius} className="ring-track" strokeWidth={stroke} />
      {share > 0 && (
        <circle
          cx={middle}
          cy={middle}
          r={radius}
          className="ring-part"
          strokeWidth={stroke}
          strokeDasharray={`${around * share} ${around}`}
          transform={`rotate(-90 ${middle} ${middle})`}
        />
      )}
    </svg>
  );
}

export interface StepSegmentsProps {
  /** Parts finished, whole number. */
  done: number;
  /** Parts in all. */
  count: number;
}

/** One segment per part; the part under way is half filled. */
export function StepSegments({ done, count }: StepSegmentsProps) {
  const parts = Array.from({ length: count }, (_, index) => index);
  return (
    <span className="segments" role="img" aria-label={`Part ${Math.min(done + 1, count)} of ${count}`}>
      {parts.map((index) => (
        <i key={index} className={segmentClass(index, done)} />
      ))}
    </span>
  );
}

function segmentClass(index: number, done: number) {
  if (index < done) return "on";
  return index === done ? "now" : undefined;
}

function percent(value: number, max: number) {
  return `${Math.min(100, Math.max(0, (value / max) * 100))}%`;
}

// Puts one drawing of the icon set on the screen. Always decorative: the word or the accessible name stands beside it.

import { GLYPHS, type GlyphName } from "./glyphs.tsx";

export interface IconProps {
  name: GlyphName;
  /** Edge in pixels; the drawing scales. */
  size?: 12 | 14 | 16 | 20;
  className?: string;
}

export function Icon({ name, size = 16, className }: IconProps) {
  const sizeClass = size === 16 ? "" : ` s${size}`;
  return (
    <svg className={`ic${sizeClass}${className ? ` ${className}` : ""}`} viewBox="0 0 16 16" aria-hidden="true">
      {GLYPHS[name]}
    </svg>
  );
}

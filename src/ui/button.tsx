// Buttons. `ink` is the one primary action of a place; `ghost` is quiet; plain is everything else.
// A square icon button must be given a label: it is both the accessible name and the tip under the pointer.

import type { ComponentProps, ReactNode } from "react";
import type { GlyphName } from "./glyphs.tsx";
import { Icon } from "./icon.tsx";

export type ButtonLook = "plain" | "ghost" | "ink";

export interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  icon?: GlyphName;
  /** Drawn after the words: an arrow or a chevron. */
  iconAfter?: GlyphName;
  children: ReactNode;
}

export function Button({ look = "plain", icon, iconAfter, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes("btn", look, className)} {...rest}>
      {icon && <Icon name={icon} size={14} />}
      {children}
      {iconAfter && <Icon name={iconAfter} size={12} />}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  look?: ButtonLook;
  icon: GlyphName;
  label: string;
  iconSize?: 12 | 14 | 16 | 20;
}

export function IconButton({ look = "ghost", icon, label, iconSize, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" className={classes("btn sq", look, className)} aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={iconSize} />
    </button>
  );
}

export interface ButtonLinkProps extends ComponentProps<"a"> {
  look?: ButtonLook;
  icon?: GlyphName;
  children: ReactNode;
}

/** Looks like a button, goes somewhere: a real link, so that it can be opened in a new tab. */
export function ButtonLink({ look = "plain", icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a className={classes("btn", look, className)} {...rest}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </a>
  );
}

function classes(base: string, look: ButtonLook, more: string | undefined) {
  return `${base}${look === "plain" ? "" : ` ${look}`}${more ? ` ${more}` : ""}`;
}

/** Rows of a table as one tab stop: arrows move between them, Enter and Space choose. */
import type { KeyboardEvent } from "react";

export function moveBetweenRows(event: KeyboardEvent<HTMLTableRowElement>, choose: () => void): void {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  event.stopPropagation();
  let next: Element | null = event.currentTarget;
  do next = event.key === "ArrowDown" ? next.nextElementSibling : next.previousElementSibling;
  while (next !== null && !next.hasAttribute("data-row"));
  if (next instanceof HTMLElement) next.focus();
}

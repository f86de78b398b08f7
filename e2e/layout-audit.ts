// Measures what the eye may miss on a rendered page: text over text, text cut off, text outside its drawing, text under
// 10 px, a page wider than its window, and WCAG AA contrast against the pixels that are really behind the text.
// The same measures as the tool that is used while working on a panel; here for one page that stays open, so that a
// screen costs one picture for each theme. Texts that lie under a dialog or a floating layer are not looked at.

import type { Page } from "@playwright/test";

/** One visible line of text: its box on the page in CSS pixels, and what its box and colour depend on. */
interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly fontSize: number;
  readonly weight: number;
  readonly colour: string;
  /** Product of the opacities around it, 0..1. */
  readonly opacity: number;
  readonly disabled: boolean;
  readonly ellipsis: boolean;
  readonly scrolls: boolean;
  readonly editor: boolean;
  /** How far it reaches over what clips it, in pixels; negative: inside. */
  readonly over: { readonly sideways: number; readonly upDown: number };
  /** Clipped away as a whole, by something that does not scroll. */
  readonly gone: boolean;
  readonly outsideDrawing: boolean;
}

/** While the root has the attribute, the page is drawn without its text, and without waiting for a colour to fade. */
const NO_TEXT = `[data-no-text] *{color:transparent!important;caret-color:transparent!important;transition:none!important}
[data-no-text] svg text,[data-no-text] svg tspan{fill:transparent!important;stroke:none!important}`;

/** Lines whose contrast has been measured in this state and theme, at another size. */
export type Measured = Set<string>;

/**
 * "CUT by …" for each fault of the page as it is.
 * @param measured where every line of the page is in it, no picture is taken; new ones are added
 */
export async function auditLayout(page: Page, measured: Measured = new Set()): Promise<string[]> {
  const { lines, pageOverflow } = await page.evaluate(linesOnPage);
  const ratios = lines.every((line) => measured.has(appearanceOf(line))) ? [] : await ratiosOf(page, lines);
  for (const line of lines) measured.add(appearanceOf(line));
  return faultsIn(lines, pageOverflow, ratios);
}

/** The same without contrast: where things stand needs no picture, and costs a tenth. */
export async function auditPlaces(page: Page): Promise<string[]> {
  const { lines, pageOverflow } = await page.evaluate(linesOnPage);
  return faultsIn(lines, pageOverflow, []);
}

function faultsIn(lines: readonly Line[], pageOverflow: number, ratios: readonly (number | null)[]): string[] {
  return [
    ...(pageOverflow > 1 ? [`PAGE WIDER than its window by ${pageOverflow} px`] : []),
    ...lines.flatMap((line, i) => faultsOfLine(line, ratios[i] ?? null)),
    ...textOverText(lines),
  ];
}

const appearanceOf = ({ text, colour, opacity, fontSize, weight }: Line): string =>
  [text, colour, opacity, fontSize, weight].join("|");

async function ratiosOf(page: Page, lines: readonly Line[]): Promise<(number | null)[]> {
  await page.evaluate(hideText, NO_TEXT);
  // The browser's own call: Playwright's does the same with twice the work around it. Half the picture is half the time.
  const browser = await page.context().newCDPSession(page);
  const window = page.viewportSize();
  if (window === null) throw new Error("The audit needs a window of a fixed size.");
  const clip = boxAround(lines, window);
  const { data: png } = await browser.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true, clip });
  await browser.detach();
  return page.evaluate(contrastOf, { png, lines, at: clip });
}

/** In whole pixels of a page that stands at its top. */
function boxAround(lines: readonly Line[], window: { readonly width: number; readonly height: number }) {
  const within = (value: number, most: number) => Math.min(Math.max(0, value), most - 1);
  const x = within(Math.floor(Math.min(...lines.map((line) => line.x))), window.width);
  const y = within(Math.floor(Math.min(...lines.map((line) => line.y))), window.height);
  const right = within(Math.ceil(Math.max(...lines.map((line) => line.x + line.w))), window.width);
  const bottom = within(Math.ceil(Math.max(...lines.map((line) => line.y + line.h))), window.height);
  return { x, y, width: right - x + 1, height: bottom - y + 1, scale: 1 };
}

function faultsOfLine(line: Line, ratio: number | null): string[] {
  const { text, fontSize, over, editor, scrolls } = line;
  const needed = (fontSize >= 18.66 && line.weight >= 700) || fontSize >= 24 ? 3 : 4.5;
  if (line.gone) return [`GONE, clipped away as a whole "${text}"`];
  const faults: string[] = [];
  if (fontSize < 10) faults.push(`TINY ${fontSize} px "${text}"`);
  if (!editor && !scrolls && !line.ellipsis && over.sideways > 1.5)
    faults.push(`CUT by ${Math.round(over.sideways)} px sideways "${text}"`);
  if (!editor && !scrolls && over.upDown > 2.5)
    faults.push(`CUT by ${Math.round(over.upDown)} px up or down "${text}"`);
  if (line.outsideDrawing) faults.push(`OUTSIDE ITS DRAWING "${text}"`);
  if (!line.disabled && ratio !== null && ratio < needed)
    faults.push(
      `CONTRAST ${ratio.toFixed(2)} where ${needed} is needed "${text}" at ${Math.round(line.x)},${Math.round(line.y)}`,
    );
  return faults;
}

function textOverText(lines: readonly Line[]): string[] {
  const faults: string[] = [];
  for (const [i, a] of lines.entries()) {
    for (const b of lines.slice(i + 1)) {
      if ((a.editor && b.editor) || a.gone || b.gone) continue;
      // A text with an ellipsis is reported twice at its place: as it is, and as it is cut.
      if (a.ellipsis && b.ellipsis && a.text === b.text && a.x === b.x && a.y === b.y) continue;
      const wide = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
      const high = Math.min(a.y + a.h * 0.84, b.y + b.h * 0.84) - Math.max(a.y + a.h * 0.2, b.y + b.h * 0.2);
      if (wide > 0.6 && high > 0.6)
        faults.push(`TEXT OVER TEXT "${a.text}" | "${b.text}" ${Math.round(wide)}x${Math.round(high)}`);
    }
  }
  return faults;
}

/** Runs in the page. Reads everything from the document; must not refer to anything outside of itself. */
function linesOnPage(): { lines: Line[]; pageOverflow: number } {
  const lines: Line[] = [];
  const modal = document.querySelector(".backdrop") !== null;
  // A shadow darkens what lies near a floating layer.
  const shadow = 24;
  const layers = [...document.querySelectorAll(".dlg, .sheet, .float, .toast, .ws-right.over, .stage-back")].map(
    (element) => ({ element, box: element.getBoundingClientRect() }),
  );
  const isUnder = (element: Element, line: DOMRect) => {
    if (modal && element.closest(".dlg, .sheet, .float, .toast") === null) return true;
    const own = layers.findLastIndex((layer) => layer.element.contains(element));
    return layers.some(
      ({ element: layer, box }, i) =>
        i > own &&
        !layer.contains(element) &&
        line.right > box.left - shadow &&
        line.left < box.right + shadow &&
        line.bottom > box.top - shadow &&
        line.top < box.bottom + shadow,
    );
  };
  const seen = new Map<Element, { shown: boolean; opacity: number }>();
  const lookOf = (element: Element): { shown: boolean; opacity: number } => {
    const known = seen.get(element);
    if (known !== undefined) return known;
    const style = getComputedStyle(element);
    const outer = element.parentElement === null ? { shown: true, opacity: 1 } : lookOf(element.parentElement);
    const look = {
      shown: outer.shown && style.display !== "none" && style.visibility !== "hidden",
      opacity: outer.opacity * Number(style.opacity),
    };
    seen.set(element, look);
    return look;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const element = node.parentElement;
    if (!node.data.trim() || element === null) continue;
    if (element.closest("defs, title, style, script, noscript, template, .vh")) continue;
    const look = lookOf(element);
    if (!look.shown || look.opacity < 0.05) continue;
    const style = getComputedStyle(element);
    const svg = element.closest("svg");
    const drawing = svg?.getBoundingClientRect();
    let [left, top, right, bottom] = [0, 0, innerWidth, Number.POSITIVE_INFINITY];
    let scrolls = false;
    let isEllipsis = false;
    for (let outer: Element | null = element; outer !== null; outer = outer.parentElement) {
      const around = getComputedStyle(outer);
      const overflow = around.overflowX + around.overflowY;
      if (/auto|scroll/.test(overflow)) scrolls = true;
      if (around.textOverflow === "ellipsis" || around.webkitLineClamp !== "none") isEllipsis = true;
      if (!/hidden|clip|auto|scroll/.test(overflow) || outer === document.documentElement) continue;
      const box = outer.getBoundingClientRect();
      [left, top, right, bottom] = [
        Math.max(left, box.left),
        Math.max(top, box.top),
        Math.min(right, box.right),
        Math.min(bottom, box.bottom),
      ];
    }
    // What has scrolled under the head of its table is covered by it.
    const head = element.closest("tbody")?.parentElement?.querySelector("thead th");
    if (head && getComputedStyle(head).position === "sticky") top = Math.max(top, head.getBoundingClientRect().bottom);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const sideways = Math.max(left - box.left, box.right - right);
      const upDown = Math.max(top - box.top, box.bottom - bottom);
      const gone = sideways > box.width - 1 || upDown > box.height - 1;
      if (gone && (scrolls || isEllipsis || box.bottom <= 0 || box.right <= 0)) continue;
      if (isUnder(element, box)) continue;
      const shown = {
        l: Math.max(left, box.left),
        t: Math.max(top, box.top),
        r: Math.min(right, box.right),
        b: Math.min(bottom, box.bottom),
      };
      lines.push({
        text: node.data.trim().replace(/\s+/g, " ").slice(0, 48),
        x: shown.l,
        y: shown.t,
        w: shown.r - shown.l,
        h: shown.b - shown.t,
        fontSize: Number.parseFloat(style.fontSize),
        weight: Number(style.fontWeight),
        colour: svg ? style.fill : style.color,
        opacity: look.opacity,
        disabled: element.closest("[disabled], [aria-disabled=true], [data-disabled]") !== null,
        ellipsis: isEllipsis,
        scrolls,
        editor: element.closest(".monaco-editor, textarea") !== null,
        over: { sideways, upDown },
        gone,
        outsideDrawing:
          drawing !== undefined &&
          (box.left < drawing.left - 1 ||
            box.right > drawing.right + 1 ||
            box.top < drawing.top - 2 ||
            box.bottom > drawing.bottom + 2),
      });
    }
  }
  return { lines, pageOverflow: document.documentElement.scrollWidth - innerWidth };
}

/** Runs in the page. Takes its text away; the style sheet stays for the next time. */
function hideText(noText: string): void {
  if (document.getElementById("no-text") === null)
    document.head.append(Object.assign(document.createElement("style"), { id: "no-text", textContent: noText }));
  document.documentElement.setAttribute("data-no-text", "");
}

interface PictureOfLines {
  readonly png: string;
  readonly lines: readonly Line[];
  /** Where on the page the picture begins. */
  readonly at: { readonly x: number; readonly y: number };
}

/**
 * Runs in the page, and gives it its text back. Contrast of each line's colour against the middle of the pixels behind
 * it; null: not in the window.
 */
async function contrastOf({ png, lines, at }: PictureOfLines): Promise<(number | null)[]> {
  document.documentElement.removeAttribute("data-no-text");
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  // Off the screen: the first look into a canvas of the page costs a frame.
  const context = (width: number, height: number) =>
    new OffscreenCanvas(width, height).getContext("2d", {
      willReadFrequently: true,
    }) as OffscreenCanvasRenderingContext2D;
  const picture = context(image.width, image.height);
  picture.drawImage(image, 0, 0);
  const one = context(1, 1);
  const rgba = (colour: string) => {
    one.clearRect(0, 0, 1, 1);
    one.fillStyle = colour;
    one.fillRect(0, 0, 1, 1);
    return one.getImageData(0, 0, 1, 1).data;
  };
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const light = (r: number, g: number, b: number) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  return lines.map((line) => {
    const x = Math.max(0, Math.round(line.x) - at.x);
    const y = Math.max(0, Math.round(line.y + line.h * 0.2) - at.y);
    const width = Math.min(Math.max(1, Math.round(line.w)), image.width - x);
    const height = Math.min(Math.max(1, Math.round(line.h * 0.62)), image.height - y);
    if (width < 1 || height < 1) return null;
    const [red = 0, green = 0, blue = 0, alpha = 255] = rgba(line.colour);
    const own = (alpha / 255) * line.opacity;
    const { data } = picture.getImageData(x, y, width, height);
    const ratioOn = (r: number, g: number, b: number) => {
      const behind = light(r, g, b);
      const front = light(r + (red - r) * own, g + (green - g) * own, b + (blue - b) * own);
      return (Math.max(behind, front) + 0.05) / (Math.min(behind, front) + 0.05);
    };
    // Behind a line there are few colours and many pixels.
    const pixels = new Uint32Array(data.buffer);
    const counts = new Map<number, number>();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const ratios = [...counts]
      .map(([pixel, count]) => ({ ratio: ratioOn(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255), count }))
      .sort((a, b) => a.ratio - b.ratio);
    let left = pixels.length >> 1;
    return ratios.find(({ count }) => (left -= count) < 0)?.ratio ?? null;
  });
}

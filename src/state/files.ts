/**
 * The learner's files, as they stand in the editor. They begin with what the scenario carries; a run carries them, so
 * they come back with it. What was typed since is kept in this browser, by place and by the scenario's own files: so
 * an edit survives a reload, and another scenario in the same place begins with its own code.
 */
import { create } from "zustand";
import type { Files } from "../engine/index.ts";

/** What the editor begins with. */
export interface ScenarioFiles {
  readonly files: Files;
  /** The file a run begins with. */
  readonly entry: string;
}

interface FilesState extends ScenarioFiles {
  /** Where edits are kept; null: nowhere. */
  readonly place: string | null;
  /** Fingerprint of the scenario's files the edits belong to; null before the first scenario. */
  readonly base: string | null;
  /** The file on the screen. */
  readonly open: string;
}

interface Draft extends ScenarioFiles {
  readonly base: string;
  readonly open: string;
}

const DRAFTS_MAX = 6;

export const useFiles = create<FilesState>(() => ({ place: null, base: null, files: {}, entry: "", open: "" }));

/** The scenario that was last met: only another one changes the editor. */
let met: string | null = null;

/**
 * Takes the code of the scenario that is open, unless it is there already.
 * @param carried the files the scenario itself carries: they name it
 * @param beginning what the editor shows when nothing is kept: these files and perhaps a starter program
 */
export function meetFiles(place: string | null, carried: Files, beginning: ScenarioFiles): void {
  const base = fingerprint(carried);
  const name = `${place} ${base}`;
  if (name === met) return;
  met = name;
  const now = useFiles.getState();
  if (now.place === place && now.base === base) return;
  const draft = drafts(place).find((one) => one.base === base);
  const { files, entry } = draft ?? beginning;
  const wanted = draft?.open ?? now.open;
  useFiles.setState({ place, base, files, entry, open: Object.hasOwn(files, wanted) ? wanted : entry });
}

/** The files as they are now have become the scenario's own: a run carries them. */
export function filesAreRun(): void {
  const { files } = useFiles.getState();
  change({ base: fingerprint(files) });
}

export function openFile(name: string): void {
  if (Object.hasOwn(useFiles.getState().files, name)) change({ open: name });
}

export function editFile(name: string, text: string): void {
  const { files } = useFiles.getState();
  if (Object.hasOwn(files, name) && files[name] !== text) change({ files: { ...files, [name]: text } });
}

export function addFile(name: string, text: string): void {
  change({ files: { ...useFiles.getState().files, [name]: text }, open: name });
}

/** Puts files in, and shows the one a run begins with from now on. */
export function addFiles(added: Files, entry: string): void {
  change({ files: { ...useFiles.getState().files, ...added }, entry, open: entry });
}

/** Keeps the file's place among the tabs. */
export function renameFile(from: string, to: string): void {
  const { files, entry, open } = useFiles.getState();
  change({
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name === from ? to : name, text])),
    entry: entry === from ? to : entry,
    open: open === from ? to : open,
  });
}

/** The file a run begins with stays. */
export function deleteFile(name: string): void {
  const { files, entry, open } = useFiles.getState();
  if (name === entry) return;
  const names = Object.keys(files);
  const beside = names[names.indexOf(name) + 1] ?? names[names.indexOf(name) - 1] ?? entry;
  const { [name]: _gone, ...left } = files;
  change({ files: left, open: open === name ? beside : open });
}

export function startWith(name: string): void {
  change({ entry: name });
}

function change(part: Partial<FilesState>): void {
  useFiles.setState(part);
  const { place, base, files, entry, open } = useFiles.getState();
  if (place === null || base === null) return;
  const others = drafts(place).filter((one) => one.base !== base);
  const kept: Draft[] = [{ base, files, entry, open }, ...others].slice(0, DRAFTS_MAX);
  try {
    localStorage.setItem(storageKey(place), JSON.stringify(kept));
  } catch {
    // Storage can be forbidden or full: the edits then live as long as the page.
  }
}

function drafts(place: string | null): readonly Draft[] {
  if (place === null) return [];
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(place)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isDraft) : [];
  } catch {
    return [];
  }
}

function isDraft(given: unknown): given is Draft {
  if (typeof given !== "object" || given === null) return false;
  const { base, files, entry, open } = given as Record<string, unknown>;
  if (typeof base !== "string" || typeof entry !== "string" || typeof open !== "string") return false;
  return typeof files === "object" && files !== null && Object.values(files).every((text) => typeof text === "string");
}

/** A short name of these files: two sets with the same name are the same for our purpose (53 bits, cyrb53). */
export function fingerprint(files: Files): string {
  const text = JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

const storageKey = (place: string): string => `glass-table:files:${place}`;

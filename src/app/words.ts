// How numbers are written on the screen: the same in every browser and language, as the mock-ups write them.

/** `31204` → `31,204`. Whole numbers. */
export function counted(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

const UNITS = ["bytes", "KB", "MB", "GB"] as const;

/** `9_400_000` → `9.4 MB`. Decimal units, as operating systems show files. */
export function fileSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? String(Math.round(size)) : String(Math.round(size * 10) / 10);
  return `${digits} ${UNITS[unit]}`;
}

/** @param cause a sentence: how the engine died */
export function engineGone(cause: string): string {
  return `${cause} It was tried several times. What this browser keeps of your work is untouched. Load the page again; if that does not help, close other tabs, or look whether the network is gone.`;
}

// What a file of the program may be called, and what it is. Pure.

const FORM = /^[A-Za-z0-9_-][\w.-]*(\/[A-Za-z0-9_-][\w.-]*)*\.(ts|mts|js|mjs|json)$/;
const LENGTH_MAX = 60;

/** Why a file cannot have that name, in words; null when it can. */
export function nameFault(name: string, taken: readonly string[]): string | null {
  if (name === "") return "A file needs a name.";
  if (taken.includes(name)) return `There is a ${name} already.`;
  if (name.length > LENGTH_MAX) return `At most ${LENGTH_MAX} characters.`;
  if (!FORM.test(name)) return "Letters, digits, - and _, ending in .ts, .js, .mjs or .json.";
  return null;
}

/** "file.ts", or "file2.ts" when that is taken. */
export function freeName(taken: readonly string[]): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? "file.ts" : `file${count}.ts`;
    if (!taken.includes(name)) return name;
  }
}

/** Files that `entry` needs, itself included, as far as relative imports tell. */
export function filesNeededBy(entry: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const needed: Record<string, string> = {};
  const todo = [entry];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const text = files[name];
    if (text === undefined || Object.hasOwn(needed, name)) continue;
    needed[name] = text;
    for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)) {
      const path = joined(name, specifier ?? "");
      const stem = path.replace(/\.m?js$/, "");
      const found = [path, ...[".ts", ".mts", ".js", ".mjs", ".json"].flatMap((end) => [path + end, stem + end])];
      todo.push(...found.filter((one) => Object.hasOwn(files, one)).slice(0, 1));
    }
  }
  return needed;
}

function joined(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

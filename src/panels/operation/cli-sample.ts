/** A request as an AWS CLI command for a POSIX shell. */
import type { Sample } from "./code-samples.ts";

export function cliSample({ operation, region, input }: Sample): string {
  const options = Object.entries(input).flatMap(([name, value]) => {
    const option = `--${dashed(name)}`;
    if (typeof value === "boolean") return [value ? option : `--no-${dashed(name)}`];
    return [`${option} ${typeof value === "string" || typeof value === "number" ? word(String(value)) : quoted(JSON.stringify(value))}`];
  });
  return [`aws dynamodb ${dashed(operation)}`, `--region ${region}`, ...options].join(" \\\n  ") + "\n";
}

/** `TableName` → `table-name`. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? "" : "-") + letter.toLowerCase());
}

function word(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : quoted(text);
}

/** In single quotes nothing is special but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

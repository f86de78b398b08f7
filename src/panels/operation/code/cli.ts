/** The request as an AWS CLI command for a POSIX shell. */

export function cliCode(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { region, isStream }: { readonly region: string; readonly isStream: boolean },
): string {
  const options = Object.entries(input).map(([name, value]) => optionText(`--${kebab(name)}`, value));
  return [
    `aws ${isStream ? "dynamodbstreams" : "dynamodb"} ${kebab(operation)}`,
    ...options,
    `--region ${region}`,
  ].join(" \\\n  ");
}

/** Yes and no are flags; whatever has members is JSON. */
function optionText(option: string, value: unknown): string {
  if (typeof value === "boolean") return value ? option : option.replace("--", "--no-");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[A-Za-z0-9_./:][A-Za-z0-9_./:-]*$/.test(text) ? `${option} ${text}` : `${option} ${quoted(text)}`;
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** In single quotes nothing is special but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

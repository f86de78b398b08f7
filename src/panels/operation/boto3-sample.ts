/** A request as Python with boto3: the table resource for items, the client for tables. */
import type { AttributeValue } from "../../engine/index.ts";
import type { Sample } from "./code-samples.ts";
import { holdsValues, isItemOperation, itemText, type Notes, plainText } from "./sample-values.ts";

const notes: Notes = {
  string: pythonString,
  // boto3 takes whole numbers as they are; a float it refuses.
  number: (text) => (/^-?\d+$/.test(text) ? text : `Decimal("${text}")`),
  binary: (base64) => `b64decode("${base64}")`,
  boolean: (value) => (value ? "True" : "False"),
  nothing: "None",
  set: (members) => `{${members.join(", ")}}`,
  name: pythonString,
};

export function boto3Sample({ operation, region, input }: Sample): string {
  const items = isItemOperation(operation);
  const { TableName, ...rest } = input;
  const members = Object.entries(items ? rest : input).map(([name, value]) => {
    const text = items && holdsValues(name) ? itemText(value as Record<string, AttributeValue>, notes, "    ") : plainText(value, notes, "    ");
    return `    ${name}=${text},`;
  });
  const target = items ? "table" : "dynamodb";
  const call = members.length === 0 ? `${target}.${snake(operation)}()` : `${target}.${snake(operation)}(\n${members.join("\n")}\n)`;
  const imports = [
    ...(call.includes("b64decode(") ? ["from base64 import b64decode"] : []),
    ...(call.includes("Decimal(") ? ["from decimal import Decimal"] : []),
    "import boto3",
  ];
  const client = items
    ? `table = boto3.resource("dynamodb", region_name="${region}").Table(${pythonString(String(TableName ?? ""))})`
    : `dynamodb = boto3.client("dynamodb", region_name="${region}")`;
  return `${imports.join("\n")}\n\n${client}\n\n${call}\n`;
}

function snake(operation: string): string {
  return operation.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? "" : "_") + letter.toLowerCase());
}

/** JSON's string is Python's, but for what lies outside the Basic Multilingual Plane, which JSON.stringify leaves as is. */
function pythonString(text: string): string {
  return JSON.stringify(text);
}

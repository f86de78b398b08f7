/** A request as AWS SDK for JavaScript v3 code: the document client for items, the plain client for tables. */
import type { AttributeValue } from "../../engine/index.ts";
import type { Sample } from "./code-samples.ts";
import { holdsValues, isItemOperation, itemText, mapText, type Notes, plainText } from "./sample-values.ts";

const notes: Notes = {
  string: (text) => JSON.stringify(text),
  // A number that JavaScript cannot hold exactly must travel as text.
  number: (text) => (String(Number(text)) === text ? text : `NumberValue.from(${JSON.stringify(text)})`),
  binary: (base64) => `Buffer.from(${JSON.stringify(base64)}, "base64")`,
  boolean: String,
  nothing: "null",
  set: (members) => `new Set([${members.join(", ")}])`,
  name: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)),
};

export function sdkSample({ operation, region, input }: Sample): string {
  const document = isItemOperation(operation);
  const command = `${document ? operation.replace("Item", "") : operation}Command`;
  const members = Object.entries(input).map(([name, value]) => {
    const text = document && holdsValues(name) ? itemText(value as Record<string, AttributeValue>, notes, "  ") : plainText(value, notes, "  ");
    return `${name}: ${text}`;
  });
  const body = members.length === 0 ? "{}" : `{\n${members.map((member) => `  ${member},`).join("\n")}\n}`;
  const call = `await ddb.send(new ${command}(${members.length === 0 ? mapText([], "") : body}))`;
  const clients = document
    ? `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nimport { ${[command, "DynamoDBDocumentClient", ...(call.includes("NumberValue") ? ["NumberValue"] : [])].sort().join(", ")} } from "@aws-sdk/lib-dynamodb";\n\nconst ddb = DynamoDBDocumentClient.from(\n  new DynamoDBClient({ region: "${region}" }),\n);`
    : `import { ${[command, "DynamoDBClient"].sort().join(", ")} } from "@aws-sdk/client-dynamodb";\n\nconst ddb = new DynamoDBClient({ region: "${region}" });`;
  return `${clients}\n\n${call};\n`;
}

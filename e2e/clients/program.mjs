// What every client program shares: where the endpoint is, and a check that prints one line. A program is run as
// `node e2e/clients/NAME.mjs URL`; scripts/clients.mjs starts the endpoint and counts the lines.

const [, , url = "http://127.0.0.1:8000"] = process.argv;

/** What every SDK client is made with. Any credentials will do. */
export const CLIENT = {
  endpoint: url,
  region: "eu-central-1",
  credentials: { accessKeyId: "client", secretAccessKey: "secret" },
  maxAttempts: 2,
};

/**
 * Runs one step of a program and prints how it went. A failed step does not end the program.
 * @param {string} title a sentence
 * @param {() => unknown} act throws when something is wrong
 * @param {string[]} [needs] operations without which it cannot be tried; while one is not built, it is skipped
 */
export async function check(title, act, needs = []) {
  for (const operation of needs) {
    if (await isKnown(operation)) continue;
    console.log(`skipped ${title} (${operation} is not built yet)`);
    return;
  }
  try {
    await act();
    console.log(`ok ${title}`);
  } catch (error) {
    console.log(`not ok ${title}`);
    console.error(error);
    process.exitCode = 1;
  }
}

async function isKnown(operation) {
  const answers = await Promise.all(
    ["DynamoDB_20120810", "DynamoDBStreams_20120810"].map(async (service) => {
      const headers = { "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": `${service}.${operation}` };
      return (await fetch(url, { method: "POST", headers, body: "{}" })).text();
    }),
  );
  return answers.some((answer) => !answer.includes("UnknownOperationException"));
}

/**
 * The error that an attempt ends with.
 * @param {() => Promise<unknown>} attempt
 */
export async function errorOf(attempt) {
  try {
    await attempt();
  } catch (error) {
    return error;
  }
  throw new Error("it was expected to fail");
}

// What every client program shares: where the endpoint is, and a check that prints one line. A program is run as
// `node e2e/clients/NAME.mjs URL [REGION]`; scripts/clients.mjs starts the endpoint and counts the lines, and
// bridge.spec.ts runs the same programs against an open page.

const [, , url = "http://127.0.0.1:8000", region = "eu-central-1"] = process.argv;

/** What every SDK client is made with. Any credentials will do. */
export const CLIENT = {
  endpoint: url,
  region,
  credentials: { accessKeyId: "client", secretAccessKey: "secret" },
  maxAttempts: 2,
};

/**
 * Runs one step of a program and prints how it went. A failed step does not end the program.
 * @param {string} title a sentence
 * @param {() => unknown} act throws when something is wrong
 */
export async function check(title, act) {
  try {
    await act();
    console.log(`ok ${title}`);
  } catch (error) {
    console.log(`not ok ${title}`);
    console.error(error);
    process.exitCode = 1;
  }
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

/**
 * Tries until it succeeds: for what the service promises only in time.
 * @param {() => Promise<unknown>} act throws while it is too early
 */
export async function eventually(act) {
  for (let left = 40; ; left--) {
    try {
      return await act();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

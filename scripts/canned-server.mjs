// The do-nothing server of the benchmark: reads each request to its end and answers with bytes that were there before.
// What `node:http` can do at most on this machine. `node scripts/canned-server.mjs PORT`. A reply is as long as the one
// it stands for, or else the comparison would be one of lengths: `PUT /Operation` says what to answer from then on.

import { createServer } from "node:http";

const NAME_OF_API = "DynamoDB_20120810.";
const NOTHING = replyOf("{}");
/** Headers and body, by target. */
const replies = new Map();

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const body = Buffer.concat(parts);
    if (request.method === "PUT") replies.set(NAME_OF_API + request.url.slice(1), replyOf(body.toString()));
    const { headers, text } = replies.get(request.headers["x-amz-target"]) ?? NOTHING;
    response.writeHead(200, headers).end(text);
  });
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});

function replyOf(text) {
  const headers = {
    "Content-Type": "application/x-amz-json-1.0",
    "Content-Length": Buffer.byteLength(text),
    "x-amzn-RequestId": "0".repeat(52),
    "x-amz-crc32": "2745614147",
  };
  return { headers, text };
}

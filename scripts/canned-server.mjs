// The do-nothing server of the benchmark: reads each request to its end and answers with the same few bytes. What
// `node:http` can do at most on this machine. `node scripts/canned-server.mjs PORT`

import { createServer } from "node:http";

const BODY = "{}";
const HEADERS = {
  "Content-Type": "application/x-amz-json-1.0",
  "Content-Length": BODY.length,
  "x-amzn-RequestId": "0".repeat(52),
  "x-amz-crc32": "2745614147",
};

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    Buffer.concat(parts);
    response.writeHead(200, HEADERS).end(BODY);
  });
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});

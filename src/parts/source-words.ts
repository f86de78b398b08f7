/**
 * Where a fact about DynamoDB comes from, in words a reader can look up. The engine's events name sources by the short
 * signs of its SPEC (`ATC22 §3; DG:gsi`); a sign it does not have stays as it is.
 */

const SIGNS: readonly (readonly [sign: RegExp, words: string])[] = [
  [/^ATC22(?: §([\d.]+))?/, "DynamoDB paper, USENIX ATC 2022"],
  [/^ATC23(?: §([\d.]+))?/, "DynamoDB transactions paper, USENIX ATC 2023"],
  [/^L-DDB/, "AWS Lambda guide, Lambda with DynamoDB"],
  [/^LAB timings/, "timings measured on AWS"],
  [/^API(?![A-Za-z])/, "DynamoDB API reference"],
  [/^DG-CDC/, "Developer Guide, Streams"],
  [/^DG-GT-HOW/, "Developer Guide, global tables"],
  [/^DG-TX/, "Developer Guide, transactions"],
  [/^DG(?:23)?-TTL(?:-EN)?/, "Developer Guide, Time to Live"],
  [/^DG:(?=\w)/, "Developer Guide, page "],
  [/^DG(?=:)/, "Developer Guide"],
];

export function sourceWords(source: string): string {
  return source.split("; ").map(partWords).join("; ");
}

function partWords(part: string): string {
  for (const [sign, words] of SIGNS) {
    const found = sign.exec(part);
    if (found === null) continue;
    const section = found[1] === undefined ? "" : `, section ${found[1]}`;
    return `${words}${section}${part.slice(found[0].length)}`;
  }
  return part;
}

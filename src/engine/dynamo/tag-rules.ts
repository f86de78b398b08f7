/** What a tag must be, wherever one is sent: CreateTable, TagResource, UntagResource. [TAG-1, TAG-2] */
import { refuse, WORDING } from "./errors.ts";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface SentTag {
  readonly Key: string;
  readonly Value: string;
}

export const TAGS_MAX = 50;
/** Letters, digits, spaces and these signs (DG: tagging). */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** All of them or none: the first fault refuses the whole list. @throws {Refused} */
export function tagsOf(sent: readonly SentTag[]): readonly Tag[] {
  if (sent.length === 0) refuse("Atleast one Tag needs to be provided as Input.");
  const seen = new Set<string>();
  for (const { Key } of sent) {
    checkTagKey(Key);
    if (seen.has(Key)) refuse(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${Key}`);
    seen.add(Key);
  }
  for (const { Key, Value } of sent) {
    if (!ALLOWED.test(Value)) refuse(`The Tag Value provided is invalid, Key: ${Key}, Value: ${Value}`);
  }
  if (sent.length > TAGS_MAX) refuse(TOO_MANY_TAGS);
  return sent.map(({ Key, Value }) => ({ key: Key, value: Value }));
}

export const TOO_MANY_TAGS = "Number of Tags exceed the current limit for the provided ResourceArn";

/** @throws {Refused} */
export function tagKeysOf(sent: readonly string[]): readonly string[] {
  if (sent.length === 0) refuse("Atleast one Tag Key needs to be provided as Input.");
  for (const key of sent) checkTagKey(key);
  return [...new Set(sent)];
}

function checkTagKey(key: string): void {
  if (/^aws:/i.test(key)) refuse(`Tag Key cannot be prefixed with aws:, Key: ${key}`);
  if (!ALLOWED.test(key)) refuse(`The Tag Key provided is invalid, Key: ${key}`);
}

/** @throws {Refused} */
export function requireArn(arn: string): string {
  if (!arn.startsWith("arn:")) refuse(`${WORDING.invalidParameters}ARNs must start with 'arn:': ${arn}`);
  return arn;
}

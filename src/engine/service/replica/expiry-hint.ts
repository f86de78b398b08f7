/** Leader: a write that is committed tells the partition's sweeper when its item will expire. [TTL-5] */
import { calendarSeconds } from "../epoch.ts";
import { expiryOf, isExpired } from "../expiry.ts";
import type { LoggedWrite } from "../messages.ts";
import { sweeperId } from "../places.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

export function hintSweeper(state: ReplicaState, { after }: LoggedWrite, context: ReplicaContext): void {
  if (state.timeToLive === null) return;
  const seconds = expiryOf(after.item, state.timeToLive);
  if (seconds === null) return;
  const now = calendarSeconds(context.now);
  if (seconds > now || isExpired(seconds, now)) context.send(sweeperId(state.group), { type: "ExpiryAhead", seconds });
}

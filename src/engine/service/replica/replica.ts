/**
 * A storage replica: one copy of one partition, of a table or of an index. This file only says which message goes to
 * which part of the machine; the parts are log.ts, writes.ts, reads.ts, transaction-steps.ts, election.ts and
 * change-feed.ts.
 */
import { assert } from "../../base/assert.ts";
import type { ActorKind } from "../../sim/actor.ts";
import type { Event } from "../events.ts";
import type { Message } from "../messages.ts";
import { takeFeedAck } from "./change-feed.ts";
import * as election from "./election.ts";
import { expireItems } from "./expire.ts";
import { TRANSACTION_STEPS } from "./later-steps.ts";
import { applyUpTo, spread, takeAck, takeEntries } from "./log.ts";
import { askLedger } from "./prepared-watch.ts";
import { answerWaitingReads, takeRead } from "./reads.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";
import { answerWalk } from "./walk.ts";
import { settle, takeCopy, takeTableChange, takeWrite } from "./writes.ts";

export const replica: ActorKind<ReplicaState, Message, Event> = { kind: "replica", handle };

function handle(state: ReplicaState, message: Message, context: ReplicaContext): void {
  switch (message.type) {
    case "StorageRequest":
      onStorageRequest(state, message, context);
      return;
    case "CopyWrite":
      takeCopy(state, message, context);
      return;
    case "TransactionStep":
      TRANSACTION_STEPS.here.takeStep(state, message, context);
      return;
    case "PreparedTooLong":
      askLedger(state, message.storageKey, message.watch, context);
      return;
    case "TransactionOver":
      TRANSACTION_STEPS.here.dropPrepared(state, message.transaction, message.storageKey, context);
      return;
    case "ChangeTable":
      takeTableChange(state, message, context);
      return;
    case "ExpireItems":
      expireItems(state, message, context);
      return;
    case "WalkItems":
      answerWalk(state, message, context);
      return;
    case "AppendEntries":
      if (message.term < state.term) {
        context.send(message.leader, {
          type: "AppendAck",
          term: state.term,
          from: context.self,
          ok: false,
          lastLsn: state.commitLsn,
        });
        return;
      }
      election.adoptTerm(state, message.term, message.leader, context);
      takeEntries(state, message, context);
      return;
    case "AppendAck":
      if (message.term > state.term) {
        election.adoptTerm(state, message.term, null, context);
        return;
      }
      settle(state, takeAck(state, message, context), context);
      answerWaitingReads(state, context);
      spread(state, context);
      return;
    case "ApplyUpTo":
      applyUpTo(state, message.lsn, context);
      return;
    case "IndexBacklog":
      state.backlogged = message.indexes;
      return;
    case "FeedAck":
      takeFeedAck(state, message.subscriber, message.lsn, context);
      return;
    case "PeerSilent":
      election.onPeerSilent(state, message, context);
      return;
    case "LeaderCheck":
      election.onLeaderCheck(state, message, context);
      return;
    case "LeaderCheckReply":
      election.onLeaderCheckReply(state, message, context);
      return;
    case "RequestVote":
      election.onRequestVote(state, message, context);
      return;
    case "Vote":
      election.onVote(state, message, context);
      return;
    case "OldLeaseOver":
      election.onOldLeaseOver(state, message.term, context);
      return;
    case "LeaseRunsOut":
      election.onLeaseRunsOut(state, message.term, context);
      return;
    case "TryElection":
      election.onTryElection(state, message.term, context);
      return;
    case "NodeRestarted":
      election.onRestart(state, context);
      return;
    case "Hello":
      election.onHello(state, message, context);
      return;
    default:
      assert(false, `a replica does not take ${message.type}`);
  }
}

function onStorageRequest(
  state: ReplicaState,
  message: Extract<Message, { readonly type: "StorageRequest" }>,
  context: ReplicaContext,
): void {
  const { request, attempt, call } = message;
  const replyTo = context.delivery.from;
  if (call.kind === "write") takeWrite(state, { kind: "storage", request, attempt, call, replyTo }, context);
  else takeRead(state, { request, attempt, call, replyTo }, context);
}

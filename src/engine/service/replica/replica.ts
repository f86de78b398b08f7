/**
 * A storage replica: one copy of one partition, of a table or of an index. This file only says which message goes to
 * which part of the machine; the parts are log.ts, writes.ts, reads.ts, election.ts and change-feed.ts.
 */
import type { ActorKind } from "../../sim/actor.ts";
import type { Event } from "../events.ts";
import type { Message } from "../messages.ts";
import { takeFeedAck } from "./change-feed.ts";
import * as election from "./election.ts";
import { applyUpTo, spread, takeAck, takeEntries } from "./log.ts";
import { answerRead } from "./reads.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";
import { settle, takeCopy, takeWrite } from "./writes.ts";

export const replica: ActorKind<ReplicaState, Message, Event> = { kind: "replica", handle };

function handle(state: ReplicaState, message: Message, context: ReplicaContext): void {
  switch (message.type) {
    case "StorageRequest":
      return onStorageRequest(state, message, context);
    case "CopyWrite":
      return takeCopy(state, message, context);
    case "AppendEntries":
      if (message.term < state.term) {
        context.send(message.leader, { type: "AppendAck", term: state.term, from: context.self, ok: false, lastLsn: state.commitLsn });
        return;
      }
      election.adoptTerm(state, message.term, message.leader, context);
      return takeEntries(state, message, context);
    case "AppendAck":
      if (message.term > state.term) return election.adoptTerm(state, message.term, null, context);
      settle(state, takeAck(state, message, context), context);
      return spread(state, context);
    case "ApplyUpTo":
      return applyUpTo(state, message.lsn, context);
    case "FeedAck":
      return takeFeedAck(state, message.subscriber, message.lsn, context);
    case "PeerSilent":
      return election.onPeerSilent(state, message, context);
    case "LeaderCheck":
      return election.onLeaderCheck(state, message, context);
    case "LeaderCheckReply":
      return election.onLeaderCheckReply(state, message, context);
    case "RequestVote":
      return election.onRequestVote(state, message, context);
    case "Vote":
      return election.onVote(state, message, context);
    case "OldLeaseOver":
      return election.onOldLeaseOver(state, message.term, context);
    case "LeaseRunsOut":
      return election.onLeaseRunsOut(state, message.term, context);
    case "TryElection":
      return election.onTryElection(state, message.term, context);
    case "NodeRestarted":
      return election.onRestart(state, context);
    case "Hello":
      return election.onHello(state, message, context);
    default:
      throw new Error(`a replica does not take ${message.type}`);
  }
}

function onStorageRequest(state: ReplicaState, message: Extract<Message, { readonly type: "StorageRequest" }>, context: ReplicaContext): void {
  const { request, attempt, call } = message;
  const replyTo = context.delivery.from;
  if (call.kind === "write") return takeWrite(state, { kind: "storage", request, attempt, call, replyTo }, context);
  const answer = answerRead(state, call, request, context);
  context.send(replyTo, { type: "StorageReply", request, attempt, answer });
}

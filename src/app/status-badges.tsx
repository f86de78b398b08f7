// What the top bar says about the page itself: offline, and a newer version that waits for a pause.

import { NoticeBadge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { counted } from "./words.ts";

export interface StatusBadgesProps {
  online: boolean;
  /** Requests that programs on this computer have sent to this world; absent while none are accepted. */
  outsideRequests?: number | undefined;
  /** They would be accepted, but the endpoint does not answer. */
  endpointLost?: boolean;
  /** Present when a newer version waits. */
  onReload?: () => void;
  /** A run is moving: the update waits for it. */
  running?: boolean;
}

export function StatusBadges({
  online,
  outsideRequests,
  endpointLost = false,
  onReload,
  running = false,
}: StatusBadgesProps) {
  return (
    <>
      {!online && <NoticeBadge icon="globe">offline, all works</NoticeBadge>}
      {outsideRequests !== undefined && (
        <NoticeBadge icon="terminal">accepts SDK traffic, {counted(outsideRequests)}</NoticeBadge>
      )}
      {endpointLost && <NoticeBadge icon="terminal">SDK endpoint does not answer</NoticeBadge>}
      {onReload && (
        <>
          <NoticeBadge icon="export">new version ready</NoticeBadge>
          <Button disabled={running} onClick={onReload}>
            {running ? "Reload when paused" : "Reload"}
          </Button>
        </>
      )}
    </>
  );
}

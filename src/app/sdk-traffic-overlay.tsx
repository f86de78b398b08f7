// The dialog of SDK traffic over the open world.

import { acceptSdkTraffic, setOutsidePace, useSdkTraffic } from "../state/sdk-traffic.ts";
import { useSession } from "../state/session.ts";
import { SdkTrafficDialog } from "./dialogs/sdk-traffic-dialog.tsx";

export function SdkTrafficOverlay({ onClose }: { onClose: () => void }) {
  const { phase, pace, count, recent } = useSdkTraffic();
  const regions = useSession((s) => s.frame?.regions);
  return (
    <SdkTrafficDialog
      phase={phase}
      address={location.origin}
      regions={regions ?? []}
      pace={pace}
      count={count}
      recent={recent}
      onSwitch={acceptSdkTraffic}
      onPace={setOutsidePace}
      onClose={onClose}
    />
  );
}

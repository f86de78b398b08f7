// Let programs on this computer drive the open world: the switch, the address, what to write in the program, and the
// last requests that came. Nothing leaves the machine.

import "./dialogs.css";
import type { OutsideCall, SdkTrafficPhase } from "../../state/sdk-traffic.ts";
import { Banner } from "../../ui/banner.tsx";
import { Switch } from "../../ui/checkbox.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import type { OutsidePace } from "../../worker/protocol.ts";
import { counted } from "../words.ts";

export interface SdkTrafficDialogProps {
  phase: SdkTrafficPhase;
  /** "http://127.0.0.1:4173". */
  address: string;
  /** Regions of the open world; a program signs for one of them. */
  regions: readonly string[];
  pace: OutsidePace;
  count: number;
  recent: readonly OutsideCall[];
  onSwitch: (on: boolean) => void;
  onPace: (pace: OutsidePace) => void;
  onClose: () => void;
}

export function SdkTrafficDialog(props: SdkTrafficDialogProps) {
  const { phase, address, regions, pace, count, recent, onSwitch, onPace, onClose } = props;
  const isOn = phase === "on" || phase === "connecting" || phase === "lost";
  const region = regions[0] ?? "us-east-1";
  return (
    <Dialog
      title="Accept SDK traffic"
      icon="terminal"
      width={560}
      onClose={onClose}
      foot={<span className="t3">Only programs on this computer, and only while this is on.</span>}
    >
      <div className="sdk-traffic">
        <Switch checked={isOn} onChange={onSwitch}>
          Let programs on this computer drive this world
        </Switch>
        {PHASE_WORDS[phase] !== undefined && <Banner icon="state-denied">{PHASE_WORDS[phase]}</Banner>}
        <p>
          Any AWS SDK, CLI or library that speaks DynamoDB. Each request becomes a command of this world: you can step
          through it, go back, and share it.
        </p>
        <h3 className="part">In the program</h3>
        <CodeBlock label="How a program reaches this page" code={snippet(address, region)} marks={[address]} />
        <p className="t3">
          Any access key will do. This world has {regions.length === 1 ? "the Region" : "the Regions"}{" "}
          {regions.join(", ")}.
        </p>
        <h3 className="part">When a request comes</h3>
        <Segmented<OutsidePace>
          label="When a request comes"
          value={pace}
          onChange={onPace}
          options={[
            { value: "at-once", label: "run until it is answered" },
            { value: "by-hand", label: "wait for my steps" },
          ]}
        />
        <h3 className="part">Requests so far: {counted(count)}</h3>
        {recent.length === 0 ? (
          <p className="t3">None yet.</p>
        ) : (
          <ul className="share-carries">
            {recent.map((one) => (
              <li key={one.id}>
                <Icon name={one.status === null ? "play" : one.error === null ? "check" : "state-denied"} size={14} />
                <span className="mono">{one.operation}</span> {one.region} {outcome(one)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

const PHASE_WORDS: Partial<Record<SdkTrafficPhase, string>> = {
  absent: "No endpoint stands beside this page. Start Glass Table with npm start on this computer to have one.",
  taken: "Another tab accepts SDK traffic now. Switch it on here to take it back.",
  lost: "The endpoint does not answer. Is npm start still running? This page keeps trying.",
};

function outcome({ status, error }: OutsideCall): string {
  if (status === null) return "is under way";
  return error === null ? "200" : `${status} ${error}`;
}

function snippet(address: string, region: string): string {
  return [
    "new DynamoDBClient({",
    `  endpoint: "${address}",`,
    `  region: "${region}",`,
    '  credentials: { accessKeyId: "any", secretAccessKey: "any" },',
    "})",
    "",
    `aws dynamodb list-tables --region ${region} \\`,
    `  --endpoint-url ${address}`,
  ].join("\n");
}

// Run, Stop, Step request, or Deploy: what can be done with the code now. Only the one that fits is ink.

import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";

export type FittingButton = "run" | "stop" | "step" | "deploy";

export interface RunBarProps {
  readonly fitting: FittingButton;
  readonly canRun: boolean;
  readonly canStop: boolean;
  readonly canDeploy: boolean;
  readonly canStep: boolean;
  /** A run is being carried out. */
  readonly running: boolean;
  /** A file of a function is open: its name, and whether the world runs another text. */
  readonly deploy: { readonly functionName: string; readonly differs: boolean } | null;
  readonly text: string;
  readonly regions: readonly string[];
  readonly region: string;
  readonly onRegion: (region: string) => void;
  readonly onRun: () => void;
  readonly onStop: () => void;
  readonly onStep: () => void;
  readonly onDeploy: () => void;
}

export function RunBar(props: RunBarProps) {
  const { fitting, deploy, regions } = props;
  const look = (button: FittingButton) => (fitting === button ? "ink" : "plain");
  return (
    <div className="code-run">
      {deploy === null ? (
        <>
          <Button look={look("run")} icon="play" disabled={!props.canRun} title="Ctrl Enter" onClick={props.onRun}>
            {props.running ? "Running" : "Run"}
          </Button>
          <Button look={look("stop")} icon="stop" disabled={!props.canStop} onClick={props.onStop}>
            Stop
          </Button>
          <Button look={look("step")} icon="step-forward" disabled={!props.canStep} onClick={props.onStep}>
            Step request
          </Button>
          {regions.length > 1 && (
            <Select
              look="inline"
              label="Region the code runs in"
              options={regions.map((region) => ({ value: region, label: region }))}
              value={props.region}
              onChange={props.onRegion}
            />
          )}
        </>
      ) : (
        <Button look={look("deploy")} icon="export" disabled={!props.canDeploy} onClick={props.onDeploy}>
          Deploy {deploy.functionName}
        </Button>
      )}
      <span className="code-run-text" role="status">
        {props.text}
      </span>
    </div>
  );
}

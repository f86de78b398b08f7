// The Code panel: the learner's own program against the simulated DynamoDB, with the unmodified AWS SDK. Files on top,
// the buttons that run them, the editor with the run drawn into it, and what came out underneath.

import { PREDICT_FIRST, usePredictionOpen } from "../../parts/prediction-open.ts";
import "./code.css";
import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from "react";
import type { SourcePlace } from "../../engine/index.ts";
import { editFile, openFile, useFiles } from "../../state/files.ts";
import { useSelection } from "../../state/selection.ts";
import { useSession, useView } from "../../state/session.ts";
import { useBusy } from "../../ui/idle.ts";
import { useMediaQuery } from "../../ui/media.ts";
import { SplitGroup, SplitPanel, Splitter } from "../../ui/splitter.tsx";
import { deployCode, runCode, stepRequest, stopCode } from "./actions.ts";
import { lineLooks } from "./editor/line-looks.ts";
import { PlainEditor } from "./editor/PlainEditor.tsx";
import { FileTabs } from "./FileTabs.tsx";
import { Output } from "./Output.tsx";
import { ProblemCard } from "./ProblemList.tsx";
import { type FittingButton, RunBar } from "./RunBar.tsx";
import { useScenarioFiles } from "./scenario-files.ts";
import { useAskedProgram } from "./use-asked-program.ts";
import type { CodeLineParams, CodeParams, CodeView } from "./view.ts";
import { runText } from "./words.ts";

const MonacoEditor = lazy(async () => ({ default: (await import("./editor/MonacoEditor.tsx")).MonacoEditor }));

/** Fingers and small screens get a textarea (VISUAL §9). */
const PLAIN = "(pointer: coarse), (max-width: 719.98px)";

export function Code() {
  const [wanted, setWanted] = useState<number | null>(null);
  const params: CodeParams = { run: wanted };
  const view = useLast(useView<CodeView>("code", params));
  const { files, open, entry } = useFiles();
  const { handlers, deployed, ran, edited, met } = useScenarioFiles(view?.run?.run ?? null);
  const driving = useSession((s) => s.frame?.playing != null || s.frame?.busy != null);
  const step = useSession((s) => s.frame?.step ?? 0);
  const [region, setRegion] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const [pointed, setPointed] = useState<{ line: number | null; request: string | null }>({
    line: null,
    request: null,
  });
  useBusy(view === undefined || open === "");
  const isPlain = useMediaQuery(PLAIN);
  const bodyId = useId();
  const panel = useRef<HTMLElement>(null);
  useAskedProgram(view !== undefined && met, panel);
  useLit({ run: wanted, file: pointed.line === null ? null : open, ...pointed });

  const cause = useCause(pointed.request);
  const looks = useMemo(
    () =>
      view === undefined
        ? []
        : lineLooks(view, open, {
            ran: handlers.has(open) ? deployed[open] : ran[open],
            now: files[open] ?? "",
            cause,
          }),
    [view, open, handlers, deployed, ran, files, cause],
  );
  const held = usePredictionOpen();
  if (view === undefined) return null;

  const { run } = view;
  const home = region ?? run?.region ?? view.home;
  const isRunning = run?.phase === "running" || run?.phase === "due";
  const isDriving = driving || starting;
  const functionName = handlers.get(open);
  const deploy = functionName === undefined ? null : { functionName, differs: edited.has(open) };
  const act = async (job: () => Promise<{ refusal: string | null; run?: number }>) => {
    setStarting(true);
    const { refusal: why, run: begun } = await job();
    setRefusal(why);
    if (begun !== undefined) setWanted(begun);
    setStarting(false);
  };
  const start = (how: "through" | "request") =>
    act(() => runCode({ region: home, entry, files, how, onBegun: setWanted }));
  const canRun = !held && !isDriving && run?.phase !== "running" && Object.hasOwn(files, entry);
  const onDeploy = () => {
    if (functionName !== undefined) void act(() => deployCode(functionName, open, files));
  };
  const fitting: FittingButton =
    deploy !== null ? "deploy" : isDriving && isRunning ? "stop" : run?.phase === "running" ? "step" : "run";
  const isEdited = run !== null && edited.size > 0;
  const failed = looks.find((look) => look.problem !== null);
  return (
    <section
      className="code-panel"
      aria-label="Code"
      ref={panel}
      tabIndex={-1}
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        if (deploy?.differs && !held) onDeploy();
        else if (deploy === null && canRun) void start("through");
      }}
    >
      <FileTabs handlers={handlers} edited={edited} bodyId={bodyId} />
      <RunBar
        fitting={fitting}
        canRun={canRun}
        canStop={run?.phase === "running"}
        canDeploy={!held && deploy?.differs === true}
        canStep={!held && !isDriving && Object.hasOwn(files, entry)}
        running={isDriving && isRunning}
        deploy={deploy}
        text={
          (held ? PREDICT_FIRST : refusal) ??
          (deploy === null ? runText(view, { driving: isDriving, edited: isEdited }) : deployText(deploy.differs))
        }
        regions={view.regions}
        region={home}
        onRegion={setRegion}
        onRun={() => void start("through")}
        onStep={() => void (run?.phase === "running" || run?.phase === "due" ? act(stepRequest) : start("request"))}
        onStop={() => run !== null && void act(() => stopCode(run))}
        onDeploy={onDeploy}
      />
      <SplitGroup className="code-split" orientation="vertical">
        <SplitPanel id="code-editor" minSize="30%" defaultSize="68%">
          <div className="code-editor" role="tabpanel" id={bodyId} aria-label={open}>
            <Editor
              plain={isPlain}
              files={files}
              open={open}
              looks={looks}
              onEdit={editFile}
              onPoint={(line) => setPointed({ line, request: null })}
              card={
                failed?.problem
                  ? { line: failed.line, node: <ProblemCard problem={failed.problem} step={step} /> }
                  : null
              }
            />
          </div>
        </SplitPanel>
        <Splitter label="Editor and output" orientation="vertical" />
        <SplitPanel id="code-output" minSize="15%">
          <Output
            view={view}
            step={step}
            onLine={openFile}
            onPointRequest={(request) => setPointed({ line: null, request })}
          />
        </SplitPanel>
      </SplitGroup>
    </section>
  );
}

function Editor({ plain, ...props }: { plain: boolean } & Parameters<typeof PlainEditor>[0]) {
  if (plain) return <PlainEditor {...props} />;
  return (
    <Suspense fallback={<EditorLoading />}>
      <MonacoEditor {...props} />
    </Suspense>
  );
}

function EditorLoading() {
  useBusy(true);
  return null;
}

function deployText(differs: boolean): string {
  return differs ? "The function still runs the code before." : "The function runs this code.";
}

/** Rings what a line or a request has caused, on every panel, while it is pointed at. */
function useLit(params: CodeLineParams): void {
  const lit = useView<readonly number[]>("codeLine", params);
  const last = useRef<readonly number[]>([]);
  useEffect(() => {
    const next = lit ?? [];
    if (next.length === 0 && last.current.length === 0) return;
    last.current = next;
    useSelection.setState({ lit: next });
  }, [lit]);
  useEffect(() => () => useSelection.setState({ lit: [] }), []);
}

/** The line that the event under the pointer, or the request of the list, goes back to. */
function useCause(request: string | null): SourcePlace | null {
  const seq = useSelection((s) => s.pointed);
  return useView<SourcePlace | null>("codeCause", { seq, request }) ?? null;
}

/** The view before stays while the one with other parameters is on its way. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef<Value | undefined>(undefined);
  if (value !== undefined) last.current = value;
  return value ?? last.current;
}

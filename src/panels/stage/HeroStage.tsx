// The small live stage of the home page: a real run that plays when its button is pressed or the pointer rests on it,
// with a scrubber. The engine is fetched after the page stands; until then the frame keeps its room.

import "./stage.css";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "../../ui/button.tsx";
import { busy } from "../../ui/idle.ts";
import { useReducedMotion } from "../../ui/media.ts";
import { useSize } from "../../ui/use-size.ts";
import type { HeroMoment, HeroRun } from "./hero-run.ts";
import { stageLayout } from "./layout.ts";
import { useShared } from "./shared-structure.ts";
import { pictureName, WorldPicture } from "./WorldPicture.tsx";

/** Time of one step while playing. */
const STEP_MILLIS = 440;
const LAYERS = { indexes: true, streams: true, triggers: false };
const NONE: readonly string[] = [];

export function HeroStage() {
  const [run, setRun] = useState<HeroRun | null>(null);
  const [moment, setMoment] = useState<HeroMoment | null>(null);
  const [moved, setMoved] = useState<"forward" | "back" | "far">("far");
  const [playing, setPlaying] = useState(false);
  const go = useCallback(
    (step: number) => {
      if (run === null) return;
      setMoment((before) => {
        const next = run.at(step);
        const distance = next.step - (before?.step ?? 0);
        setMoved(distance === 1 ? "forward" : distance === -1 ? "back" : "far");
        return next;
      });
    },
    [run],
  );

  useEffect(() => {
    let gone = false;
    const release = busy();
    void import("./hero-run.ts").then(({ HeroRun: Run, FIRST_STEP }) => {
      release();
      if (gone) return;
      const made = new Run();
      setRun(made);
      setMoment(made.at(FIRST_STEP));
    });
    return () => {
      gone = true;
      release();
    };
  }, []);

  const step = moment?.step ?? 0;
  const steps = run?.steps ?? 0;
  useEffect(() => {
    if (!playing) return;
    if (step >= steps) {
      setPlaying(false);
      return;
    }
    const release = busy();
    const timer = setTimeout(() => go(step + 1), STEP_MILLIS);
    return () => {
      clearTimeout(timer);
      release();
    };
  }, [playing, step, steps, go]);

  const play = () => {
    if (!playing && step >= steps) go(0);
    setPlaying(!playing);
  };
  return (
    <section className="hero-frame" aria-label="A small table, running">
      <div className="hero-stage">{moment !== null && <HeroPicture moment={moment} moved={moved} onRest={() => setPlaying(true)} onLeave={() => setPlaying(false)} />}</div>
      <p className="hero-narration" role="status">
        <b>{step}</b>
        {moment?.sentence ?? ""}
      </p>
      <div className="hero-controls">
        <IconButton icon="step-back" label="Step back" disabled={step === 0} onClick={() => (setPlaying(false), go(step - 1))} />
        <IconButton look="plain" icon={playing ? "pause" : "play"} label={playing ? "Pause" : "Play"} disabled={run === null} onClick={play} />
        <IconButton icon="step-forward" label="Step forward" disabled={run === null || step >= steps} onClick={() => (setPlaying(false), go(step + 1))} />
        <input
          className="hero-scrubber"
          type="range"
          aria-label="Step"
          min={0}
          max={steps}
          value={step}
          disabled={run === null}
          onChange={(event) => {
            setPlaying(false);
            go(Number(event.currentTarget.value));
          }}
        />
        <span className="mono t2">{clockText(moment?.view.now ?? 0)}</span>
      </div>
    </section>
  );
}

/** The pointer must rest this long before the run starts by itself. */
const REST_MILLIS = 500;

function HeroPicture({ moment, moved, onRest, onLeave }: { moment: HeroMoment; moved: "forward" | "back" | "far"; onRest: () => void; onLeave: () => void }) {
  const [box, size] = useSize<HTMLDivElement>();
  const reduced = useReducedMotion();
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const view = useShared(moment.view);
  const width = size?.width ?? 0;
  const height = size?.height ?? 0;
  const layout = useShared(useMemo(() => stageLayout(view, { width, height, layers: LAYERS, alone: false, slots: false, candidates: NONE }), [view, width, height]));
  const clock = useMemo(() => ({ now: view.now, displayNow: view.now, playing: false, moved }), [view.now, moved]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting the pointer only plays what the button plays too
    <div
      ref={box}
      className="hero-picture"
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse" && !reduced) rest.current = setTimeout(onRest, REST_MILLIS);
      }}
      onPointerLeave={() => {
        clearTimeout(rest.current);
        if (!reduced) onLeave();
      }}
    >
      {width > 0 && (
        <svg className={`sg stage-picture still${layout.phone ? " phone" : ""}`} viewBox={`0 0 ${width} ${layout.height}`} width={width} height={layout.height} role="img" aria-label={pictureName(view)}>
          <WorldPicture view={view} layout={layout} clock={clock} gate={null} ghost={null} detailed={false} />
        </svg>
      )}
    </div>
  );
}

function clockText(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")} s`;
}

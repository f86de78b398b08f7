// The small live stage of the home page: a real run that plays when its button is pressed or the pointer rests on it,
// with a scrubber. The engine is fetched after the page stands; until then the frame keeps its room.

import "./stage.css";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShared } from "../../parts/use-shared.ts";
import { drive, useSession, useView } from "../../state/session.ts";
import { openSpecimen } from "../../state/workplace.ts";
import { IconButton } from "../../ui/button.tsx";
import { busy } from "../../ui/idle.ts";
import { useReducedMotion } from "../../ui/media.ts";
import { useSize } from "../../ui/use-size.ts";
import { FIRST_STEP, HERO_PARAMS, HERO_SCENARIO } from "./hero-run.ts";
import { stageLayout } from "./layout.ts";
import type { StageView } from "./view-shape.ts";
import { pictureName, WorldPicture } from "./WorldPicture.tsx";

interface HeroMoment {
  readonly step: number;
  readonly view: StageView;
  readonly sentence: string;
}

/** Time of one step while playing. */
const STEP_MILLIS = 440;
const LAYERS = { indexes: true, streams: true, triggers: false };
const NONE: readonly string[] = [];

export function HeroStage() {
  const [ready, setReady] = useState(false);
  const [playing, setPlaying] = useState(false);
  const frame = useSession((s) => s.frame);
  const view = useView<StageView>("stage", HERO_PARAMS);
  const narration = useView<{ readonly headline: string }>("narration", null);
  const moved = frame?.moved === "forward" || frame?.moved === "back" ? frame.moved : "far";
  const go = useCallback((to: number) => void drive({ kind: "seek", step: Math.max(0, to) }), []);

  useEffect(() => {
    let gone = false;
    const release = busy();
    void openSpecimen(HERO_SCENARIO, "end")
      .then(() => drive({ kind: "seek", step: FIRST_STEP }))
      .then(() => {
        release();
        if (!gone) setReady(true);
      });
    return () => {
      gone = true;
      release();
    };
  }, []);

  const moment =
    ready && view !== undefined && frame !== null
      ? { step: frame.step, view, sentence: narration?.headline ?? "" }
      : null;
  const step = moment?.step ?? 0;
  const steps = ready ? (frame?.steps ?? 0) : 0;
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

  const goByHand = (to: number) => {
    setPlaying(false);
    go(to);
  };
  const play = () => {
    if (!playing && step >= steps) go(0);
    setPlaying(!playing);
  };
  return (
    <section className="hero-frame" aria-label="A small table, running">
      <div className="hero-stage">
        {moment !== null && (
          <HeroPicture
            moment={moment}
            moved={moved}
            onRest={() => setPlaying(true)}
            onLeave={() => setPlaying(false)}
          />
        )}
      </div>
      <p className="hero-narration" role="status">
        <b>{step}</b>
        {moment?.sentence ?? ""}
      </p>
      <div className="hero-controls">
        <IconButton icon="step-back" label="Step back" disabled={step === 0} onClick={() => goByHand(step - 1)} />
        <IconButton
          look="plain"
          icon={playing ? "pause" : "play"}
          label={playing ? "Pause" : "Play"}
          disabled={!ready}
          onClick={play}
        />
        <IconButton
          icon="step-forward"
          label="Step forward"
          disabled={!ready || step >= steps}
          onClick={() => goByHand(step + 1)}
        />
        <input
          className="hero-scrubber"
          type="range"
          aria-label="Step"
          min={0}
          max={steps}
          value={step}
          disabled={!ready}
          onChange={(event) => goByHand(Number(event.currentTarget.value))}
        />
        <span className="mono t2">{clockText(moment?.view.now ?? 0)}</span>
      </div>
    </section>
  );
}

/** The pointer must rest this long before the run starts by itself. */
const REST_MILLIS = 500;

function HeroPicture({
  moment,
  moved,
  onRest,
  onLeave,
}: {
  moment: HeroMoment;
  moved: "forward" | "back" | "far";
  onRest: () => void;
  onLeave: () => void;
}) {
  const [box, size] = useSize<HTMLDivElement>();
  const reduced = useReducedMotion();
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const view = useShared(moment.view);
  const width = size?.width ?? 0;
  const height = size?.height ?? 0;
  const layout = useShared(
    useMemo(
      () => stageLayout(view, { width, height, layers: LAYERS, alone: false, slots: false, candidates: NONE }),
      [view, width, height],
    ),
  );
  const clock = useMemo(() => ({ now: view.now, playing: false, moved }), [view.now, moved]);
  return (
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
      <span className="vh" role="img" aria-label={pictureName(view)} />
      {width > 0 && (
        // Only to be looked at: its marks are no controls here.
        <div inert>
          <svg
            className={`sg stage-picture still${layout.phone ? " phone" : ""}`}
            viewBox={`0 0 ${width} ${layout.height}`}
            width={width}
            height={layout.height}
            aria-hidden="true"
          >
            <WorldPicture view={view} layout={layout} clock={clock} gate={null} ghost={null} detailed={false} />
          </svg>
        </div>
      )}
    </div>
  );
}

function clockText(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")} s`;
}

import "../../../ui/tokens.css";
import "../../../ui/ui.css";
import "../../../ui/controls.css";
import "../../../app/shell.css";
import { createRoot } from "react-dom/client";
import { Reader, Timeline } from "../../../engine/index.ts";
import { connectSession, takeFrame } from "../../../state/session.ts";
import { useSelection } from "../../../state/selection.ts";
import { PatternDefs } from "../../../ui/pattern-defs.tsx";
import { STAGE_STATES } from "../gallery.ts";
import { Stage } from "../Stage.tsx";
import { StageBar } from "../StageBar.tsx";
import { stageView } from "../view.ts";

const q = new URLSearchParams(location.search);
const state = STAGE_STATES.find((s) => s.id === q.get("id")) ?? STAGE_STATES[0]!;
if (q.get("theme")) document.documentElement.dataset.theme = q.get("theme")!;
const w = Number(q.get("w") ?? state.width ?? 768), h = Number(q.get("h") ?? state.height ?? 484);
const t = new Timeline(state.scenario, null);
while ((state.step === "end" ? !t.quiet : t.step < state.step) && t.forward());
useSelection.setState({ ...(state.selection ?? {}) });
const mounted = new Map<string, unknown>();
let seq = 0;
function frame(moved: string) {
  const views: Record<string, unknown> = {};
  for (const [k, p] of mounted) views[k] = JSON.parse(JSON.stringify(stageView(new Reader(t), p as never)));
  takeFrame({ sequence: ++seq, step: t.step, now: t.world.now, displayNow: t.world.now, playing: null, moved, views } as never);
}
connectSession({
  call: async (c: any) => { if (c.type === "issue") { t.issue(c.body); for (let i=0;i<3;i++) t.forward(); frame("forward"); } return { ok: true, value: null }; },
  mount: (k: string, _v: string, p: unknown) => { mounted.set(k, p); frame("none"); },
  unmount: (k: string) => { mounted.delete(k); },
} as never);
(window as any).step = () => { t.forward(); frame("forward"); };
(window as any).back = () => { t.seek(t.step - 1); frame("back"); };
(window as any).info = () => ({ step: t.step, now: t.world.now, size: JSON.stringify([...mounted.values()].map((p) => stageView(new Reader(t), p as never))).length });
createRoot(document.getElementById("root")!).render(
  <div style={{ width: w, height: h + 36, overflow: "hidden" }}>
    <PatternDefs />
    <div className="ws-stage-bar"><div className="ws-stage-bar-slot"><StageBar onLegend={() => {}} /></div></div>
    <section className="ws-stage" style={{ height: h }}><Stage onSetup={() => {}} /></section>
  </div>,
);
requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.idle = "true"; }));

import { test } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { playersWorld, scene, scoreUpdate } from "./scenes.ts";
import { stageView } from "./view.ts";
import type { StageParams } from "./view-shape.ts";

const PARAMS: StageParams = { table: null, followed: { table: "Players", label: "cleo" }, zoom: "world", region: null, partition: null, request: null };
test("dump", () => {
  const t = new Timeline(scene("x", playersWorld({ regions: ["us-east-1", "eu-west-1"] }), [[0, scoreUpdate("eli", 7500)],[3000, scoreUpdate("cleo", 9340)]]), null);
  for (let i = 0; i < 40; i++) {
    t.forward();
    const v = stageView(new Reader(t), PARAMS);
    console.log(t.step, t.world.now, JSON.stringify(v).length, v.packets.map(p=>`${p.kind}:${p.label}${p.version}:${p.from}>${p.to}@${p.sentAt}-${p.at}`).join("  "), v.path.map(l=>l.kind+l.state).join(","));
  }
  console.log(JSON.stringify(stageView(new Reader(t), {...PARAMS, zoom:"item"})).slice(0, 9000));
});

// The workspace's places, each filled with its own name: shows the layout of every breakpoint without any panel.

import { useState } from "react";
import { Button, IconButton } from "../ui/button.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { TopBar } from "./top-bar.tsx";
import { TwoTabsBanner } from "./two-tabs-banner.tsx";
import { WorkspaceShell } from "./workspace-shell.tsx";
import type { WorkspaceSlots } from "./workspace-slots.ts";

const SLOTS: WorkspaceSlots = {
  leftTabs: [
    { id: "lesson", label: "Lesson", icon: "book", node: <Place name="Lesson" /> },
    { id: "code", label: "Code", icon: "terminal", node: <Place name="Code" />, sizeWanted: 520 },
    { id: "operation", label: "Operation", icon: "cube", node: <Place name="Operation" /> },
  ],
  rightTabs: [{ id: "inspector", label: "Inspector", icon: "search", node: <Place name="Inspector" /> }],
  timeline: [
    { id: "timeline", label: "Timeline", icon: "clock", node: <Place name="Timeline" /> },
    { id: "items", label: "Items", icon: "table", node: <Place name="Items" />, sizeWanted: 346 },
  ],
  stageBar: <Zoom />,
  stageMenu: null,
  stage: <Place name="Stage" />,
  narration: <span>Narration</span>,
  transport: <Transport />,
  tape: <p className="shell-tape">Cost of this run</p>,
};

export function ShellSpecimen() {
  const [isSecond, setIsSecond] = useState(true);
  return (
    <WorkspaceShell
      top={
        <TopBar
          place="Consistency"
          title="16 After a 200, who knows?"
          parts={{ done: 2, count: 6 }}
          status={{ online: true }}
          onSearch={() => undefined}
          onShare={() => undefined}
          onExport={() => undefined}
          onKeyboard={() => undefined}
          onLegend={() => undefined}
        />
      }
      banner={isSecond && <TwoTabsBanner onWriteHere={() => setIsSecond(false)} />}
      slots={SLOTS}
    />
  );
}

function Place({ name }: { name: string }) {
  return <div className="shell-place">{name}</div>;
}

function Zoom() {
  const [level, setLevel] = useState("world");
  return (
    <Segmented
      label="Zoom"
      value={level}
      onChange={setLevel}
      options={[
        { value: "world", label: "World" },
        { value: "region", label: "Region" },
      ]}
    />
  );
}

function Transport() {
  return (
    <div className="row shell-transport">
      <IconButton look="plain" icon="step-back" label="Step back" />
      <IconButton look="ink" icon="play" label="Play" />
      <IconButton look="plain" icon="step-forward" label="Step forward" />
      <span className="grow" />
      <Button icon="seed">Seed</Button>
    </div>
  );
}

// Every part of the kit in its states, on one page: for the layout audit and for people.

import "./kit-gallery.css";
import { type ReactNode, useState } from "react";
import { Badge, FidelityWord, NoticeBadge } from "./badge.tsx";
import { Banner } from "./banner.tsx";
import { Button, ButtonLink, IconButton } from "./button.tsx";
import { Checkbox, Switch } from "./checkbox.tsx";
import { Chip, type ChipState, SvgChip } from "./chip.tsx";
import { CodeBlock } from "./code-block.tsx";
import { EmptyState } from "./empty-state.tsx";
import { TextArea, TextField } from "./field.tsx";
import { GLYPHS, type GlyphName } from "./glyphs.tsx";
import { Icon } from "./icon.tsx";
import { Keys } from "./kbd.tsx";
import { Menu } from "./menu.tsx";
import { LimitMeter, ProgressBar, ProgressRing, StepSegments } from "./progress.tsx";
import { Segmented } from "./segmented.tsx";
import { Select } from "./select.tsx";
import { Sheet } from "./sheet.tsx";
import { STATE_NAMES } from "./states.ts";
import { Tabs } from "./tabs.tsx";
import { Toast } from "./toast.tsx";
import { showToast } from "./toast-store.ts";
import { Tooltip, TooltipGroup } from "./tooltip.tsx";

const nothing = () => undefined;
const CHIP_STATES: readonly ChipState[] = ["committed", "inflight", "stale", "cached", "not-yet"];
const LETTERS = ["A", "B", "C", "D", "E", "F", "G", "H", "Aa", "Ba"];

export function KitGallery() {
  return (
    <div className="kit">
      <Group title="Buttons">
        <Button look="ink">Lock it in</Button>
        <Button>Show solution</Button>
        <Button icon="share">Share</Button>
        <Button look="ghost">Back</Button>
        <Button disabled>Next step</Button>
        <Button iconAfter="chevron-right">Next step</Button>
        <ButtonLink href="#/gallery">All</ButtonLink>
        <IconButton icon="step-back" label="Step back" look="plain" />
        <IconButton icon="play" label="Play" look="ink" />
        <IconButton icon="close" label="Close" />
      </Group>
      <Choices />
      <Group title="Fields">
        <div className="kit-column">
          <TextField label="Only if" aside="optional condition" mono defaultValue="attribute_not_exists(player)" />
          <TextField label="score" mono defaultValue="86x0" error="A number: digits, a point, an exponent." />
          <TextArea label="Item" mono rows={3} defaultValue={'{ "player": "cleo" }'} />
        </div>
      </Group>
      <Group title="States">
        {STATE_NAMES.map((state) => (
          <Badge key={state} state={state} />
        ))}
        <Badge state="stale">1 behind</Badge>
        <NoticeBadge icon="globe">offline, all works</NoticeBadge>
        <FidelityWord fidelity="documented" />
        <FidelityWord fidelity="modelled" source="the 2022 paper" />
      </Group>
      <Group title="Items">
        {LETTERS.map((letter, ordinal) => (
          <Chip key={letter} ordinal={ordinal} text={`${letter}${ordinal + 1}`} />
        ))}
        <Chip ordinal={18} text="Ca3" />
        <Chip ordinal={2} text="C" size="large" />
        {CHIP_STATES.map((state) => (
          <Chip key={state} ordinal={2} text="C7" state={state} />
        ))}
        <svg className="sg" width="240" height="24" viewBox="0 0 240 24" role="img" aria-label="Chips in a drawing">
          {CHIP_STATES.map((state, index) => (
            <SvgChip key={state} ordinal={2} text="C7" state={state} x={4 + index * 34} y={4} />
          ))}
          <SvgChip ordinal={10} text="Ca1" x={174} y={4} />
          <SvgChip ordinal={18} text="Cb1" x={208} y={4} />
        </svg>
      </Group>
      <Group title="How far">
        <div className="kit-column">
          <ProgressBar label="Steps replayed" value={62} max={100} />
          <LimitMeter label="Link length" value={1284} max={2000} />
          <LimitMeter label="Link length, too long" value={2400} max={2000} />
        </div>
        <ProgressRing share={0} size={28} />
        <ProgressRing share={0.4} size={28} />
        <ProgressRing share={1} size={28} />
        <ProgressRing share={1} size={16} />
        <StepSegments done={2} count={6} />
      </Group>
      <Group title="Keys and code">
        <Keys keys={["Ctrl", "K"]} />
        <CodeBlock
          label="Example read"
          code={'await ddb.get({\n  TableName: "Players",\n  ConsistentRead: true,\n})'}
          marks={["ConsistentRead: true"]}
        />
      </Group>
      <Group title="Messages">
        <div className="kit-column">
          <Banner icon="compare" action={<Button>Write here</Button>}>
            <b>This world is also open in another tab.</b> The other tab writes; this one follows.
          </Banner>
          <Toast toast={{ text: "Link copied, opens at step 41", icon: "check" }} onDismiss={nothing} />
          <Toast
            toast={{ text: "Forked at step 38", icon: "fork", action: { label: "Compare", onSelect: nothing } }}
            onDismiss={nothing}
          />
          <Button onClick={() => showToast({ text: "Shown for six seconds", icon: "check" })}>Show a toast</Button>
        </div>
      </Group>
      <Group title="Nothing yet">
        <EmptyState title="No items yet" action={<Button>Put an item</Button>}>
          Rows here, chips on the stage.
        </EmptyState>
      </Group>
      <Group title="Icons">
        {(Object.keys(GLYPHS) as GlyphName[]).map((name) => (
          <span key={name} title={name}>
            <Icon name={name} />
          </span>
        ))}
      </Group>
    </div>
  );
}

function Choices() {
  const [level, setLevel] = useState("world");
  const [operation, setOperation] = useState("PutItem");
  const [tab, setTab] = useState("lesson");
  const [isOn, setIsOn] = useState(true);
  const [hasSheet, setHasSheet] = useState(false);
  return (
    <Group title="Choices">
      <Segmented
        label="Zoom"
        value={level}
        onChange={setLevel}
        options={["world", "region", "partition", "item"].map((value) => ({ value, label: value }))}
      />
      <div className="kit-column">
        <Select
          label="Operation"
          labelShown
          value={operation}
          onChange={setOperation}
          options={["PutItem", "GetItem", "Query"].map((value) => ({ value, label: value }))}
        />
      </div>
      <Select
        label="Type"
        look="inline"
        value={operation === "Query" ? "N" : "S"}
        onChange={nothing}
        options={["S", "N"].map((value) => ({ value, label: value }))}
      />
      <Checkbox checked={isOn} onChange={setIsOn}>
        Fold quiet time
      </Checkbox>
      <Switch checked={isOn} onChange={setIsOn}>
        Single-letter keys
      </Switch>
      <Menu
        trigger={<Button iconAfter="chevron-down">Layers</Button>}
        entries={[
          { kind: "check", id: "network", label: "Network", checked: isOn, onChange: setIsOn },
          { kind: "line", id: "line" },
          { id: "all", label: "Show all", icon: "layers", onSelect: nothing },
        ]}
      />
      <TooltipGroup>
        <Tooltip text="cleo, version 8">
          <Button look="ghost">Point at me</Button>
        </Tooltip>
      </TooltipGroup>
      <Button onClick={() => setHasSheet(true)}>Open a sheet</Button>
      {hasSheet && (
        <Sheet edge="bottom" title="Run" onClose={() => setHasSheet(false)}>
          <p className="kit-sheet">Speed, clock and seed stand in one sheet on a phone.</p>
        </Sheet>
      )}
      <div className="kit-tabs">
        <Tabs
          label="Panels"
          selected={tab}
          onSelect={setTab}
          tabs={["lesson", "code", "operation"].map((id) => ({
            id,
            label: id,
            node: <p className="kit-tab">The panel of {id}.</p>,
          }))}
        />
      </div>
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="kit-group">
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

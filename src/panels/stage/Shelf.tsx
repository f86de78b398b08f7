// One copy of a partition: its chips, the entry that is only in its log, its LSN, and whether it is offline.

import { hueClass } from "../../ui/hue.ts";
import { rectOf } from "./FrontDoor.tsx";
import { HeatShelf } from "./HeatShelf.tsx";
import { LSN_WORD_FROM, type ShelfLayout, type UnitLayout } from "./layout/region.ts";
import type { ChipPlan } from "./layout/shelf.ts";
import { Decoration, fitted, HueTick, ItemChip, Mark, textWidth } from "./marks.tsx";
import { Crown } from "./RegionSlab.tsx";
import { counted, itemName, replicaName } from "./stage-words.ts";
import type { HeldItem, PartitionView, ReplicaView } from "./view-shape.ts";

export interface ShelfProps {
  shelf: ShelfLayout;
  unit: UnitLayout;
  replica: ReplicaView;
  view: PartitionView;
  region: string;
  followed: string | null;
  detailed: boolean;
  phone: boolean;
}

export function Shelf({ shelf, unit, replica, view, region, followed, detailed, phone }: ShelfProps) {
  const { chips } = unit;
  const narrow = shelf.w < 56;
  const crownY = shelf.y + shelf.h / 2 - 5;
  const offline = replica.down;
  return (
    <g className={offline ? "offline" : undefined}>
      <Mark
        kind="replica"
        at={replica.id}
        name={replicaName(replica, view, region)}
        className={offline ? "s-denied" : ""}
      >
        <rect
          {...rectOf(shelf)}
          rx={shelf.w < 20 ? 2 : 4}
          className={`cell${replica.leader && !offline ? " lead" : ""}${offline ? " denied" : ""}`}
        />
        {phone && unit.focused && (
          <text x={shelf.x + 7} y={shelf.y + shelf.h / 2 + 4} className="x11 f2">
            az {shelf.zone}
          </text>
        )}
        {replica.leader && !offline && !narrow && <Crown x={shelf.x + (phone && unit.focused ? 34 : 2)} y={crownY} />}
        {replica.leader && !offline && narrow && (
          <path d={`M${shelf.x + 1} ${shelf.y + shelf.h + 1.2}h${shelf.w - 2}`} className="lead-line" />
        )}
        {replica.candidate && !narrow && <CandidateCrown x={shelf.x + 1} y={crownY} />}
      </Mark>
      {offline && <OfflinePattern shelf={shelf} />}
      {chips.grain === "heat" ? (
        <HeatShelf shelf={shelf} plan={chips} view={view} replica={replica} region={region} followed={followed} />
      ) : (
        view.held.map((item, i) => (
          <HeldChip
            key={item.label}
            item={item}
            at={i}
            shelf={shelf}
            plan={chips}
            replica={replica}
            view={view}
            region={region}
          />
        ))
      )}
      {offline ? (
        <Offline shelf={shelf} />
      ) : (
        <ShelfEnd shelf={shelf} tag={unit.tag} plan={chips} replica={replica} view={view} detailed={detailed} />
      )}
    </g>
  );
}

/** Votes are being asked for: a crown in outline. */
function CandidateCrown({ x, y }: { x: number; y: number }) {
  return (
    <path
      d="M2.6 12.4 1.7 5.1l3.5 2.5L8 3.2l2.8 4.4 3.5-2.5-.9 7.3z"
      transform={`translate(${x} ${y}) scale(.66)`}
      className="crown-wanted"
    />
  );
}

function HeldChip({
  item,
  at,
  shelf,
  plan,
  replica,
  view,
  region,
}: {
  item: HeldItem;
  at: number;
  shelf: ShelfLayout;
  plan: ChipPlan;
  replica: ReplicaView;
  view: PartitionView;
  region: string;
}) {
  const version = replica.versions[at] ?? 0;
  const behind = replica.behind[at] ?? 0;
  const x = shelf.x + (plan.xs[at] ?? 0);
  const y = shelf.y + (plan.ys[at] ?? 0);
  const coming = replica.logged.some((l) => l.label === item.label);
  if (version === 0) return null;
  const state = behind > 0 ? "stale" : "committed";
  const text = plan.grain === "full" ? `${item.look.letter}${version}` : item.look.letter;
  return (
    <Mark
      kind="item"
      at={replica.id}
      label={item.label}
      name={itemName(item.label, version, replica, view.name, region, behind)}
    >
      {plan.grain === "tick" ? (
        <HueTick look={item.look} state={state} x={x} y={y} w={plan.w} h={plan.h} />
      ) : (
        <ItemChip look={item.look} text={text} state={state} x={x} y={y} w={plan.w} h={plan.h} />
      )}
      {coming && plan.grain === "tick" && <path d={`M${x} ${y + plan.h + 2}h${plan.w}`} className="coming" />}
      <title>{`${item.label}, version ${version}${behind > 0 ? `, ${behind} behind` : ""}`}</title>
    </Mark>
  );
}

/** Right end of a shelf: the newest entry that is only in the log, and the LSN up to which the log is applied. */
function ShelfEnd({
  shelf: whole,
  tag,
  plan,
  replica,
  view,
  detailed,
}: {
  shelf: ShelfLayout;
  tag: number;
  plan: ChipPlan;
  replica: ReplicaView;
  view: PartitionView;
  detailed: boolean;
}) {
  const shelf = { ...whole, w: whole.w - tag };
  const waiting = replica.logged[replica.logged.length - 1];
  const lsn = detailed && whole.w >= LSN_WORD_FROM ? `LSN ${replica.lsn}` : String(replica.lsn);
  const lsnW = plan.showsLsn ? textWidth(lsn, 10) + 8 : 3;
  const text =
    waiting === undefined
      ? ""
      : waiting.version === 0
        ? `${waiting.look.letter}×`
        : `${waiting.look.letter}${waiting.version}`;
  const w = Math.max(20, text.length * 6.2 + 9);
  const h = Math.min(17, shelf.h - 6);
  const x = plan.right > lsnW + w ? shelf.x + shelf.w - lsnW - w : shelf.x + shelf.w - w - 3;
  const covers = plan.right <= lsnW + w;
  const chipsReach = shelf.x + Math.max(plan.left, ...plan.xs.map((at) => at + plan.w));
  const fits = x > chipsReach + 1;
  const role = detailed ? roleWords(replica, view) : "";
  const chipsEnd = chipsReach + 10;
  const roleRoom = (waiting === undefined ? shelf.x + shelf.w - lsnW : x) - 8 - chipsEnd;
  // On empty shelves the role is the one thing to say.
  if (view.items === 0 && waiting === undefined && whole.w > 200) {
    return (
      <text x={shelf.x + shelf.w - 8} y={shelf.y + shelf.h / 2 + 3.5} className="x10 end f3">
        {roleWords(replica, view)}
      </text>
    );
  }
  return (
    <g>
      {plan.showsLsn && !(waiting !== undefined && covers && fits) && (
        <text x={shelf.x + shelf.w - 4} y={shelf.y + shelf.h / 2 + 3.5} className="x10 end">
          {lsn}
        </text>
      )}
      {role !== "" && roleRoom > 60 && (
        <text x={chipsEnd} y={shelf.y + shelf.h / 2 + 3.5} className="x10 f2">
          {fitted(role, roleRoom, 10)}
        </text>
      )}
      {waiting !== undefined && fits && (
        <ItemChip look={waiting.look} text={text} state="inflight" x={x} y={shelf.y + (shelf.h - h) / 2} w={w} h={h} />
      )}
      {waiting !== undefined && !fits && (
        <path
          d={`M${shelf.x + 3} ${shelf.y + shelf.h - 2}h${Math.min(14, shelf.w - 6)}`}
          className={`coming ${hueClass(waiting.look)}`}
        />
      )}
    </g>
  );
}

function roleWords(replica: ReplicaView, view: PartitionView): string {
  if (replica.leader) return view.election === null ? "leader" : "leader, lease running out";
  if (replica.candidate) return `asks for votes, ${view.election?.votes ?? 1} of 2`;
  const late = replica.behind.filter((b) => b > 0).length;
  if (replica.logged.length > 0) return `follower, ${replica.logged.length} logged`;
  return late > 0 ? `follower, ${counted(late, "item")} behind` : "follower";
}

/** Under the chips, which stay readable. */
function OfflinePattern({ shelf }: { shelf: ShelfLayout }) {
  return (
    <Decoration className="s-denied">
      <rect {...rectOf(shelf)} rx={4} fill="url(#pt-denied)" opacity={0.5} />
    </Decoration>
  );
}

function Offline({ shelf }: { shelf: ShelfLayout }) {
  const word = shelf.w > 92 ? `az ${shelf.zone} offline` : shelf.w > 48 ? "offline" : "";
  return (
    <Decoration className="s-denied">
      <rect
        x={shelf.x + 0.5}
        y={shelf.y + 0.5}
        width={shelf.w - 1}
        height={shelf.h - 1}
        rx={4}
        className="denied-edge"
      />
      {word !== "" && (
        <>
          <rect
            x={shelf.x + shelf.w - textWidth(word, 10) - 14}
            y={shelf.y + shelf.h / 2 - 7}
            width={textWidth(word, 10) + 10}
            height={14}
            rx={3}
            className="word-plate"
          />
          <text x={shelf.x + shelf.w - 9} y={shelf.y + shelf.h / 2 + 3.5} className="x10 w6 fs end">
            {word}
          </text>
        </>
      )}
    </Decoration>
  );
}

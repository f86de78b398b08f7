// The table of a new world: its name, its key, its partitions.

import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { KeyRow } from "./KeyRow.tsx";
import { PARTITIONS_MAX, type WorldPlan } from "./world-plan.ts";

const PARTITIONS = Array.from({ length: PARTITIONS_MAX }, (_, at) => String(at + 1));

export function TableSection({ plan, onChange }: { plan: WorldPlan; onChange: (change: Partial<WorldPlan>) => void }) {
  const { table, partition, sort, partitions } = plan;
  return (
    <fieldset className="setup-part">
      <legend>Table</legend>
      <div className="setup-pair">
        <TextField
          label="Name"
          mono
          value={table}
          onChange={(event) => onChange({ table: event.currentTarget.value })}
        />
        <Select
          labelShown
          label="Partitions"
          value={String(partitions)}
          options={PARTITIONS.map((value) => ({ value, label: value }))}
          onChange={(value) => onChange({ partitions: Number(value) })}
        />
      </div>
      <KeyRow label="Partition key" value={partition} onChange={(next) => onChange({ partition: next })} />
      {sort === null ? (
        <Button
          look="ghost"
          className="small"
          icon="plus"
          onClick={() => onChange({ sort: { name: "match", type: "S" } })}
        >
          Add sort key
        </Button>
      ) : (
        <KeyRow
          label="Sort key"
          value={sort}
          onChange={(next) => onChange({ sort: next })}
          onRemove={() => onChange({ sort: null })}
        />
      )}
    </fieldset>
  );
}

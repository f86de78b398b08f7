// The global secondary index of a new world, when it has one.

import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/checkbox.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { KeyRow } from "./KeyRow.tsx";
import { FIRST_INDEX, type IndexPlan } from "./world-plan.ts";

const PROJECTIONS = [
  { value: "ALL", label: "every attribute" },
  { value: "KEYS_ONLY", label: "only the keys" },
  { value: "INCLUDE", label: "keys and some more" },
] as const;

export function IndexSection({
  index,
  onChange,
}: {
  index: IndexPlan | null;
  onChange: (index: IndexPlan | null) => void;
}) {
  return (
    <fieldset className="setup-part">
      <legend>Index</legend>
      <Switch checked={index !== null} onChange={(on) => onChange(on ? FIRST_INDEX : null)}>
        A global secondary index, to ask by another attribute
      </Switch>
      {index !== null && <IndexFields index={index} onChange={onChange} />}
    </fieldset>
  );
}

function IndexFields({ index, onChange }: { index: IndexPlan; onChange: (index: IndexPlan) => void }) {
  const { name, partition, sort, projection, include } = index;
  return (
    <>
      <div className="setup-pair even">
        <TextField
          label="Name"
          mono
          value={name}
          onChange={(event) => onChange({ ...index, name: event.currentTarget.value })}
        />
        <Select<IndexPlan["projection"]>
          labelShown
          label="It copies"
          value={projection}
          options={PROJECTIONS}
          onChange={(next) => onChange({ ...index, projection: next })}
        />
      </div>
      {projection === "INCLUDE" && (
        <TextField
          label="These too"
          aside="separated by commas"
          mono
          value={include}
          onChange={(event) => onChange({ ...index, include: event.currentTarget.value })}
        />
      )}
      <KeyRow
        label="Index partition key"
        value={partition}
        onChange={(next) => onChange({ ...index, partition: next })}
      />
      {sort === null ? (
        <Button
          look="ghost"
          className="small"
          icon="plus"
          onClick={() => onChange({ ...index, sort: { name: "score", type: "N" } })}
        >
          Add index sort key
        </Button>
      ) : (
        <KeyRow
          label="Index sort key"
          value={sort}
          onChange={(next) => onChange({ ...index, sort: next })}
          onRemove={() => onChange({ ...index, sort: null })}
        />
      )}
    </>
  );
}

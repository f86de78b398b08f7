// One key attribute: name and type.

import { IconButton } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import type { KeyPlan } from "./world-plan.ts";

const TYPES = [
  { value: "S", label: "S, string" },
  { value: "N", label: "N, number" },
  { value: "B", label: "B, binary" },
] as const;

export function KeyRow({
  label,
  value,
  onChange,
  onRemove,
}: {
  label: string;
  value: KeyPlan;
  onChange: (value: KeyPlan) => void;
  onRemove?: () => void;
}) {
  return (
    <div className={onRemove === undefined ? "setup-key" : "setup-key removable"}>
      <TextField
        label={label}
        mono
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      <Select<KeyPlan["type"]>
        label={`Type of the ${label.toLowerCase()}`}
        value={value.type}
        options={TYPES}
        onChange={(type) => onChange({ ...value, type })}
      />
      {onRemove !== undefined && (
        <IconButton
          icon="close"
          iconSize={12}
          className="close"
          label={`Remove the ${label.toLowerCase()}`}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

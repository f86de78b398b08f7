// One value out of a list, in a control as wide as its value. For two to five short choices use Segmented.

import "./floats.css";
import { Select as Primitive } from "@base-ui/react/select";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export interface SelectOption<Value extends string> {
  value: Value;
  label: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  /** Accessible name; drawn above the control when `labelShown`. */
  label: string;
  labelShown?: boolean;
  options: readonly SelectOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  disabled?: boolean;
  /** `inline` stands in a sentence or a table row. */
  look?: "control" | "inline";
  className?: string;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, labelShown = false, options, value, onChange, disabled, look = "control", className } = props;
  const control = (
    <Primitive.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <Primitive.Trigger
        className={`${look === "control" ? "select" : "select inline"}${className ? ` ${className}` : ""}`}
        aria-label={label}
      >
        <Primitive.Value />
        <Icon name="chevron-down" size={12} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Positioner className="float-place" sideOffset={4} alignItemWithTrigger={false}>
          <Primitive.Popup className="float menu">
            <Primitive.List>
              {options.map((option) => (
                <Primitive.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="menu-item"
                >
                  <span className="menu-mark">
                    <Primitive.ItemIndicator>
                      <Icon name="check" size={14} />
                    </Primitive.ItemIndicator>
                  </span>
                  <Primitive.ItemText>{option.label}</Primitive.ItemText>
                </Primitive.Item>
              ))}
            </Primitive.List>
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
  if (!labelShown) return control;
  return (
    <div className="field">
      <div className="field-head">
        <span aria-hidden="true">{label}</span>
      </div>
      {control}
    </div>
  );
}

// One value out of a long list in groups, found by typing a part of its name. For short lists use Select.

import "./floats.css";
import "./search-select.css";
import { Combobox as Primitive } from "@base-ui/react/combobox";
import { Icon } from "./icon.tsx";

export interface SearchGroup {
  readonly label: string;
  /** A value is its own name. */
  readonly values: readonly string[];
}

export interface SearchSelectProps {
  /** Accessible name; drawn above the control. */
  label: string;
  groups: readonly SearchGroup[];
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

export function SearchSelect({ label, groups, value, onChange, className }: SearchSelectProps) {
  const items = groups.map((group) => ({ value: group.label, items: [...group.values] }));
  return (
    <div className="field">
      <div className="field-head">
        <span aria-hidden="true">{label}</span>
      </div>
      <Primitive.Root
        items={items}
        value={value}
        onValueChange={(next) => {
          if (typeof next === "string") onChange(next);
        }}
      >
        <Primitive.Trigger className={`select${className ? ` ${className}` : ""}`} aria-label={`${label}: ${value}`}>
          <span>{value}</span>
          <Icon name="chevron-down" size={12} />
        </Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Positioner className="float-place" sideOffset={4} align="start">
            <Primitive.Popup className="float menu search-select" aria-label={label}>
              <div className="search-select-input">
                <Icon name="search" size={14} />
                <Primitive.Input placeholder="Find" aria-label={`Find: ${label.toLowerCase()}`} />
              </div>
              <Primitive.Empty className="search-select-empty">Nothing is called that.</Primitive.Empty>
              <Primitive.List className="search-select-list">
                {(group: (typeof items)[number]) => (
                  <Primitive.Group key={group.value} items={group.items}>
                    <Primitive.GroupLabel className="search-select-group">{group.value}</Primitive.GroupLabel>
                    <Primitive.Collection>
                      {(one: string) => (
                        <Primitive.Item key={one} value={one} className="menu-item">
                          <span className="menu-mark">
                            <Primitive.ItemIndicator>
                              <Icon name="check" size={14} />
                            </Primitive.ItemIndicator>
                          </span>
                          {one}
                        </Primitive.Item>
                      )}
                    </Primitive.Collection>
                  </Primitive.Group>
                )}
              </Primitive.List>
            </Primitive.Popup>
          </Primitive.Positioner>
        </Primitive.Portal>
      </Primitive.Root>
    </div>
  );
}

// A button that opens a list of things to do, or of layers to show. For choosing a value use Select.

import "./floats.css";
import { Menu as Primitive } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import type { GlyphName } from "./glyphs.tsx";
import { Icon } from "./icon.tsx";
import { Keys } from "./kbd.tsx";

export type MenuEntry =
  | {
      kind?: "action";
      id: string;
      label: ReactNode;
      icon?: GlyphName;
      keys?: readonly string[];
      disabled?: boolean;
      onSelect: () => void;
    }
  | {
      kind: "check";
      id: string;
      label: ReactNode;
      checked: boolean;
      disabled?: boolean;
      onChange: (checked: boolean) => void;
    }
  | { kind: "line"; id: string };

export interface MenuProps {
  /** The button; it must carry its own name. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: "start" | "end";
}

export function Menu({ trigger, entries, align = "start" }: MenuProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger render={trigger} />
      <Primitive.Portal>
        <Primitive.Positioner className="float-place" sideOffset={4} align={align}>
          <Primitive.Popup className="float menu">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "line") return <Primitive.Separator className="menu-line" />;
  if (entry.kind === "check") {
    return (
      <Primitive.CheckboxItem
        className="menu-item"
        checked={entry.checked}
        disabled={entry.disabled}
        onCheckedChange={entry.onChange}
      >
        <span className="menu-mark">
          <Primitive.CheckboxItemIndicator>
            <Icon name="check" size={14} />
          </Primitive.CheckboxItemIndicator>
        </span>
        <span className="grow">{entry.label}</span>
      </Primitive.CheckboxItem>
    );
  }
  return (
    <Primitive.Item className="menu-item" disabled={entry.disabled} onClick={entry.onSelect}>
      {entry.icon && <Icon name={entry.icon} size={14} />}
      <span className="grow">{entry.label}</span>
      {entry.keys && <Keys keys={entry.keys} />}
    </Primitive.Item>
  );
}

// Every key that does something now, by what it is about. The list is the shortcuts' own registry.

import "./dialogs.css";
import { Switch } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Keys } from "../../ui/kbd.tsx";
import { capsFor, SHORTCUT_GROUPS, type Shortcut } from "../shortcuts.ts";

export interface KeyboardDialogProps {
  shortcuts: readonly Shortcut[];
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
  isMac: boolean;
  onClose: () => void;
}

export function KeyboardDialog({ shortcuts, singleKeys, onSingleKeys, isMac, onClose }: KeyboardDialogProps) {
  const groups = SHORTCUT_GROUPS.map((group) => ({ group, own: shortcuts.filter((one) => one.group === group) }));
  return (
    <Dialog
      title="Keyboard"
      icon="terminal"
      width={776}
      onClose={onClose}
      aside={
        <Switch checked={singleKeys} onChange={onSingleKeys}>
          Single-letter keys
        </Switch>
      }
    >
      <div className="key-map">
        {groups
          .filter(({ own }) => own.length > 0)
          .map(({ group, own }) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {own.map((shortcut) => (
                  <div key={shortcut.id}>
                    <dt>{shortcut.label}</dt>
                    <dd>
                      <Keys keys={capsFor(shortcut, { isMac })} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}

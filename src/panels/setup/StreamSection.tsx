// The stream of a new world, and the function that reads it.

import { Switch } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { STARTER_HANDLER } from "./starter-handler.ts";
import { FUNCTION_NAME, type StreamView, type WorldPlan } from "./world-plan.ts";

const VIEWS = [
  { value: "NEW_AND_OLD_IMAGES", label: "the item before and after" },
  { value: "NEW_IMAGE", label: "the item after" },
  { value: "OLD_IMAGE", label: "the item before" },
  { value: "KEYS_ONLY", label: "only the key" },
] as const;

export function StreamSection({ plan, onChange }: { plan: WorldPlan; onChange: (change: Partial<WorldPlan>) => void }) {
  const { stream, trigger, handler } = plan;
  return (
    <fieldset className="setup-part">
      <legend>Stream</legend>
      <Switch
        checked={stream !== null}
        onChange={(on) => onChange(on ? { stream: "NEW_AND_OLD_IMAGES" } : { stream: null, trigger: false })}
      >
        Record every change, in order for each item
      </Switch>
      {stream !== null && (
        <>
          <Select<StreamView>
            labelShown
            label="A record holds"
            value={stream}
            options={VIEWS}
            onChange={(next) => onChange({ stream: next })}
          />
          <Switch checked={trigger} onChange={(on) => onChange({ trigger: on })}>
            Run a function, {FUNCTION_NAME}, on every batch
          </Switch>
          {trigger && (
            <p className="setup-note">
              {handler === STARTER_HANDLER
                ? "It logs what it is given. Write your own under Code."
                : "It keeps the code it has now."}
            </p>
          )}
        </>
      )}
    </fieldset>
  );
}

// Where a new world is, how long things take in it, and its seed.

import { Checkbox } from "../../ui/checkbox.tsx";
import { TextField } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { REGIONS, type WorldPlan } from "./world-plan.ts";

const LATENCIES = [
  { value: "instant", label: "Instant" },
  { value: "typical", label: "Typical" },
  { value: "slow", label: "Slow motion" },
] as const;

const LATENCY_WORDS: Readonly<Record<WorldPlan["latency"], string>> = {
  instant: "Nothing takes time: order only, no lag to see.",
  typical: "Milliseconds inside a Region, tens of them between two.",
  slow: "Everything takes seconds, so that a lag can be watched.",
};

interface PlaceSectionProps {
  plan: WorldPlan;
  seedFault: string | null;
  onChange: (change: Partial<WorldPlan>) => void;
}

export function PlaceSection({ plan, seedFault, onChange }: PlaceSectionProps) {
  const { regions, latency, seed } = plan;
  const [home = REGIONS[0], ...others] = regions;
  const choices = [...new Set([...REGIONS, ...regions])];
  const toggle = (region: string, on: boolean) =>
    onChange({
      regions: [home, ...choices.filter((one) => one !== home && (one === region ? on : others.includes(one)))],
    });
  return (
    <>
      <fieldset className="setup-part">
        <legend>Regions</legend>
        <Select
          labelShown
          label="Yours"
          value={home}
          options={choices.map((value) => ({ value, label: value }))}
          onChange={(next) => onChange({ regions: [next, ...others.filter((one) => one !== next)] })}
        />
        <div className="setup-checks">
          {choices
            .filter((one) => one !== home)
            .map((one) => (
              <Checkbox key={one} checked={others.includes(one)} onChange={(on) => toggle(one, on)}>
                A replica in {one}
              </Checkbox>
            ))}
        </div>
        {others.length > 0 && (
          <p className="setup-note">Every Region takes writes. When two change an item, the last writer wins.</p>
        )}
      </fieldset>
      <fieldset className="setup-part">
        <legend>Time and chance</legend>
        <Segmented
          label="How long things take"
          value={latency}
          options={LATENCIES}
          onChange={(next) => onChange({ latency: next })}
        />
        <p className="setup-note">{LATENCY_WORDS[latency]}</p>
        <TextField
          label="Seed"
          aside="the same seed, the same run"
          mono
          inputMode="numeric"
          value={seed}
          {...(seedFault === null ? {} : { error: seedFault })}
          onChange={(event) => onChange({ seed: event.currentTarget.value })}
        />
      </fieldset>
    </>
  );
}

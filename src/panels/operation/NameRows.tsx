// What the #placeholders stand for: a placeholder and an attribute's name in each row.

import type { AttributeDraft } from "../../parts/attribute-text.ts";
import { IconButton } from "../../ui/button.tsx";

export function NameRows({
  label,
  rows,
  onChange,
}: {
  label: string;
  rows: readonly AttributeDraft[];
  onChange: (rows: readonly AttributeDraft[]) => void;
}) {
  const replace = (at: number, change: Partial<AttributeDraft>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <ul className="op-names" aria-label={label}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder may be empty or twice while it is typed
        <li key={at}>
          <input
            className="input mono"
            aria-label={`Placeholder ${at + 1}`}
            value={row.name}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => replace(at, { name: event.currentTarget.value })}
          />
          <span aria-hidden="true">is</span>
          <input
            className="input mono"
            aria-label={`Attribute that ${row.name} stands for`}
            value={row.text}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => replace(at, { text: event.currentTarget.value })}
          />
          <IconButton
            icon="close"
            iconSize={12}
            className="close"
            label={`Remove ${row.name}`}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          />
        </li>
      ))}
    </ul>
  );
}

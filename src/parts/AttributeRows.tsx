// The attributes of an item as rows to edit: name, type, value. Knows types and texts, not requests.

import "./attribute-rows.css";
import type { AttributeType } from "../engine/index.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { Select } from "../ui/select.tsx";
import { ATTRIBUTE_TYPES, type AttributeDraft, startText, TYPE_WORDS } from "./attribute-text.ts";

export interface KeyRole {
  readonly name: string;
  readonly type: AttributeType;
  readonly role: "key" | "sort";
}

export interface AttributeRowsProps {
  /** Accessible name of the table. */
  label: string;
  rows: readonly AttributeDraft[];
  onChange: (rows: readonly AttributeDraft[]) => void;
  /** Attributes of the key: always there, name and type fixed. */
  keys?: readonly KeyRole[];
  /** The key's values cannot be changed either. */
  keysLocked?: boolean;
  /** What is wrong, by row. */
  faults?: Readonly<Record<number, string>>;
  /** Only the key may be given: no attribute can be added. */
  keysOnly?: boolean;
  /** Words on the button. */
  addLabel?: string;
  /** Start of a new attribute's name: ":" for values of an expression. */
  prefix?: string;
}

export function AttributeRows(props: AttributeRowsProps) {
  const {
    label,
    rows,
    onChange,
    keys = [],
    keysLocked = false,
    faults = {},
    keysOnly = false,
    addLabel = "Add an attribute",
    prefix = "",
  } = props;
  const replace = (at: number, change: Partial<AttributeDraft>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <div className="attribute-rows">
      <table aria-label={label}>
        <colgroup>
          <col className="name" />
          <col className="type" />
          <col />
          <col className="end" />
        </colgroup>
        <thead className="vh">
          <tr>
            <th>Name</th>
            <th>Type</th>
            <th>Value</th>
            <th>Remove</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const key = keys.find((one) => one.name === row.name);
            return (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: a name may be empty or twice while it is typed
                key={at}
                row={row}
                at={at}
                keyRole={key}
                valueLocked={key !== undefined && keysLocked}
                fault={faults[at]}
                onChange={replace}
                onRemove={() => onChange(rows.filter((_, index) => index !== at))}
              />
            );
          })}
        </tbody>
      </table>
      {!keysOnly && (
        <Menu
          trigger={
            <Button look="ghost" className="small add" iconAfter="chevron-down">
              {addLabel}
            </Button>
          }
          entries={ATTRIBUTE_TYPES.map((type) => ({
            id: type,
            label: `${type}, ${TYPE_WORDS[type]}`,
            onSelect: () => onChange([...rows, { name: prefix, type, text: startText(type) }]),
          }))}
        />
      )}
    </div>
  );
}

interface RowProps {
  row: AttributeDraft;
  at: number;
  keyRole: KeyRole | undefined;
  valueLocked: boolean;
  fault: string | undefined;
  onChange: (at: number, change: Partial<AttributeDraft>) => void;
  onRemove: () => void;
}

function Row({ row, at, keyRole, valueLocked, fault, onChange, onRemove }: RowProps) {
  const title = row.name === "" ? `attribute ${at + 1}` : row.name;
  return (
    <>
      <tr>
        <td className="name">
          {keyRole === undefined ? (
            <input
              className="input mono"
              aria-label={`Name of ${title}`}
              value={row.name}
              placeholder="name"
              onChange={(event) => onChange(at, { name: event.currentTarget.value })}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
            />
          ) : (
            <span className="mono fixed">
              {row.name} <span className="role">{keyRole.role}</span>
            </span>
          )}
        </td>
        <td className="type">
          {keyRole === undefined ? (
            <Select
              look="inline"
              label={`Type of ${title}`}
              value={row.type}
              options={ATTRIBUTE_TYPES.map((type) => ({ value: type, label: type }))}
              onChange={(type) => onChange(at, { type, text: startText(type) })}
            />
          ) : (
            <span className="fixed-type">{row.type}</span>
          )}
        </td>
        <td className="value">
          {valueLocked ? (
            <span className="mono fixed" title={row.text}>
              {row.text}
            </span>
          ) : (
            <Value row={row} title={title} fault={fault} onChange={(text) => onChange(at, { text })} />
          )}
        </td>
        <td className="end">
          {keyRole === undefined ? (
            <IconButton icon="close" iconSize={12} className="close" label={`Remove ${title}`} onClick={onRemove} />
          ) : (
            <span title="Part of the key">
              <Icon name="lock" size={12} />
            </span>
          )}
        </td>
      </tr>
      {fault !== undefined && (
        <tr className="fault">
          <td colSpan={4}>
            <p className="field-error">{fault}</p>
          </td>
        </tr>
      )}
    </>
  );
}

function Value({
  row,
  title,
  fault,
  onChange,
}: {
  row: AttributeDraft;
  title: string;
  fault: string | undefined;
  onChange: (text: string) => void;
}) {
  const label = `Value of ${title}`;
  const shared = {
    className: "input mono",
    "aria-label": label,
    "aria-invalid": fault !== undefined,
    value: row.text,
    spellCheck: false,
    autoCapitalize: "off",
    autoComplete: "off",
  } as const;
  if (row.type === "BOOL") {
    return (
      <Select
        look="inline"
        label={label}
        value={row.text === "true" ? "true" : "false"}
        options={[
          { value: "true", label: "true" },
          { value: "false", label: "false" },
        ]}
        onChange={onChange}
      />
    );
  }
  if (row.type === "NULL") return <span className="mono fixed">null</span>;
  if (row.type === "S" || row.type === "N" || row.type === "B") {
    return (
      <input
        {...shared}
        inputMode={row.type === "N" ? "decimal" : "text"}
        placeholder={TYPE_WORDS[row.type]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <textarea
      {...shared}
      rows={Math.min(5, row.text.split("\n").length + 1)}
      title={TYPE_WORDS[row.type]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

// An expression: grows with its text, so that nothing of it is out of sight.

import { TextArea } from "../../ui/field.tsx";

/** Characters on a line of the column, roughly; the browser's own growing is used where it exists. */
const LINE = 40;

interface ExpressionFieldProps {
  label: string;
  aside: string | undefined;
  title: string;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

export function ExpressionField({ label, aside, title, value, error, onChange }: ExpressionFieldProps) {
  const lines = value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return (
    <TextArea
      label={label}
      {...(aside === undefined ? {} : { aside })}
      {...(error === undefined ? {} : { error })}
      title={title}
      mono
      rows={Math.min(8, lines)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

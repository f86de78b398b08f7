// A line or an area of text with its label, and the message when it is not right.
// The message says what would have helped; the field keeps what was typed.

import { type ComponentProps, type ReactNode, useId } from "react";

interface FieldShared {
  label: ReactNode;
  /** Drawn at the end of the label's row. */
  aside?: ReactNode;
  error?: string;
  /** Monospace: keys, values, expressions. */
  mono?: boolean;
}

export type TextFieldProps = FieldShared & ComponentProps<"input">;

export function TextField({ label, aside, error, mono, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} aside={aside} error={error}>
      <input {...inputProps({ id, error, mono })} type="text" {...rest} />
    </FieldFrame>
  );
}

export type TextAreaProps = FieldShared & ComponentProps<"textarea">;

export function TextArea({ label, aside, error, mono, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} aside={aside} error={error}>
      <textarea {...inputProps({ id, error, mono })} {...rest} />
    </FieldFrame>
  );
}

interface FieldFrameProps extends Pick<FieldShared, "label" | "aside" | "error"> {
  id: string;
  children: ReactNode;
}

function FieldFrame({ id, label, aside, error, children }: FieldFrameProps) {
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {aside !== undefined && <span>{aside}</span>}
      </div>
      {children}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function inputProps({ id, error, mono }: { id: string; error: string | undefined; mono: boolean | undefined }) {
  return {
    id,
    className: `input${mono ? " mono" : ""}`,
    "aria-invalid": error !== undefined,
    "aria-describedby": error === undefined ? undefined : `${id}-error`,
    spellCheck: false,
    autoCapitalize: "off",
    autoComplete: "off",
  };
}

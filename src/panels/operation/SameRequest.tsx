// The form's request as code, in the languages it may be sent from; and the other direction: code that is written or
// pasted here fills the form. What cannot be read is said at its line, and stays as it was typed.

import { Button } from "../../ui/button.tsx";
import { copyText } from "../../ui/copy-text.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { showToast } from "../../ui/toast-store.ts";
import { languageOf, type RequestRead, readRequest } from "./code/read-request.ts";
import { alike, type CodedRequest, LANGUAGES, type Language, requestCode } from "./code/same-request.ts";
import { changeForm, useForm } from "./form-store.ts";
import { usePartiql } from "./use-check.ts";
import type { OperationForm, PartiqlOfRequest } from "./view.ts";

interface SameRequestProps {
  request: CodedRequest;
  forms: readonly OperationForm[];
  table: string | null;
  /** Fills the form; answers with the request the form then stands for. */
  onRead: (read: Extract<RequestRead, { ok: true }>) => Readonly<Record<string, unknown>>;
}

const ROWS_MIN = 5;
const HOW = "Change it, or paste code here in any of these languages: it fills the form.";

export function SameRequest({ request, forms, table, onRead }: SameRequestProps) {
  const language = useForm((s) => s.language);
  const written = useForm((s) => s.written);
  const { region, operation, input } = request;
  const partiql = usePartiql(language === "PartiQL" ? { region, operation, input } : null);
  const code = language === "PartiQL" ? alike(partiql?.text ?? "") : requestCode(language, request);
  // Once the form says something else again, the code follows it.
  const mine = written !== null && (written.readAs === null || written.readAs === keyOf(request)) ? written : null;
  const text = mine?.text ?? code.shown;
  const reading = { forms, operation: request.operation, table };
  const read = mine === null || mine.readAs !== null ? null : readRequest(mine.text, language, reading);
  const copy = async () => {
    const copied = await copyText(mine?.text ?? code.copied);
    showToast({
      text: copied
        ? `${language} code copied${mine === null ? ", ready to run" : ""}`
        : "The browser did not allow copying",
      icon: copied ? "check" : "state-denied",
    });
  };
  const write = (next: string) => {
    const nextLanguage = languageOf(next) ?? language;
    const found = readRequest(next, nextLanguage, reading);
    const readAs = found.ok ? keyOf({ operation: found.operation, input: onRead(found) }) : null;
    changeForm({ language: nextLanguage, written: { text: next, readAs } });
  };
  return (
    <section className="op-same" aria-label="The same request">
      <header>
        <h3>The same request</h3>
        <span className="grow" />
        {mine !== null && (
          <Button look="ghost" className="small" onClick={() => changeForm({ written: null })}>
            {mine.readAs === null ? "Discard" : "Tidy"}
          </Button>
        )}
        <Button look="ghost" className="small" disabled={text === ""} onClick={() => void copy()}>
          Copy
        </Button>
      </header>
      <Segmented
        label="Language"
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: value }))}
        onChange={(next) => changeForm({ language: next, written: null })}
      />
      <textarea
        className="code op-code"
        aria-label={`The request in ${language}`}
        aria-describedby="op-code-note"
        aria-invalid={read !== null && !read.ok}
        rows={Math.max(ROWS_MIN, rowsOf(text, language))}
        wrap={language === "PartiQL" ? "soft" : "off"}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <p id="op-code-note" className={read !== null && !read.ok ? "field-error" : "op-note"} role="status">
        {read !== null && !read.ok
          ? `${read.line === null ? "" : `Line ${read.line}: `}${read.fault} The form is as it was.`
          : [mine === null && language === "PartiQL" ? partiqlNote(partiql) : "", HOW].join(" ").trim()}
      </p>
    </section>
  );
}

/** A statement is one long line, and is broken at the edge. */
function rowsOf(text: string, language: Language): number {
  const width = language === "PartiQL" ? STATEMENT_WIDTH : Number.POSITIVE_INFINITY;
  return text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / width), 0);
}

/** Characters of a line, where the column is narrow. */
const STATEMENT_WIDTH = 42;

function partiqlNote(partiql: PartiqlOfRequest | null): string {
  if (partiql === null) return "";
  if (partiql.text === null) return `Not in PartiQL: ${partiql.reason}`;
  return partiql.difference ?? "";
}

function keyOf({ operation, input }: Pick<CodedRequest, "operation" | "input">): string {
  return JSON.stringify([operation, input]);
}

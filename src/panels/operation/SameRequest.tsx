// The form's request as code, to be copied into a program or a shell.

import { Button } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { copyText } from "../../ui/copy-text.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { showToast } from "../../ui/toast-store.ts";
import { LANGUAGES, requestCode } from "./code/same-request.ts";
import { changeForm, useForm } from "./form-store.ts";

interface SameRequestProps {
  operation: string;
  input: Readonly<Record<string, unknown>>;
  region: string;
}

export function SameRequest({ operation, input, region }: SameRequestProps) {
  const language = useForm((s) => s.language);
  const code = requestCode(language, { operation, input, region });
  const copy = async () => {
    const copied = await copyText(code.copied);
    showToast({
      text: copied ? `${language} code copied, ready to run` : "The browser did not allow copying",
      icon: copied ? "check" : "state-denied",
    });
  };
  return (
    <section className="op-same" aria-label="The same request">
      <header>
        <h3>The same request</h3>
        <Button look="ghost" className="small" onClick={() => void copy()}>
          Copy
        </Button>
      </header>
      <Segmented
        label="Language"
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: value }))}
        onChange={(next) => changeForm({ language: next })}
      />
      <CodeBlock label={`The request in ${language}`} code={code.shown} />
    </section>
  );
}

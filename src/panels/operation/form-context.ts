/** What every control of the form may look at: the tables of the Region, and what is wrong where. */
import type { FormFaults } from "./form-draft.ts";
import type { TableChoice } from "./view.ts";

export interface FormContext {
  readonly tables: readonly TableChoice[];
  readonly faults: FormFaults;
  /** The service's refusal, where it can be told which field it speaks of. */
  readonly wrong: { readonly path: string; readonly message: string } | null;
}

/** What is wrong at this field, in words. */
export function errorAt({ wrong }: FormContext, path: string): string | undefined {
  return wrong?.path === path ? wrong.message : undefined;
}

/** Something is wrong at this field or inside it. */
export function isWrongIn({ wrong, faults }: FormContext, path: string): boolean {
  return [wrong?.path ?? "", ...Object.keys(faults)].some((one) => one === path || one.startsWith(`${path}/`));
}

export function tableNamed({ tables }: FormContext, name: string): TableChoice | undefined {
  return tables.find((table) => table.name === name || table.arn === name);
}

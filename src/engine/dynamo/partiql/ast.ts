/**
 * PartiQL statements as parsed: plain data, with `?` still in place. Paths are attribute names, not placeholders; what a
 * statement means for a table is decided in `translate.ts`, which turns it into the requests of the other operations.
 * [PQL-1]
 */
import type { Comparator, DocumentPath } from "../expressions/ast.ts";

/** A scalar as the wire writes it. A number keeps the digits that were written: it is judged where it is used. */
export type Scalar =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true };

/** Values, paths and conditions are one grammar; which of them may stand where is the translation's business. */
export type Expr =
  | { readonly type: "scalar"; readonly value: Scalar }
  | { readonly type: "missing" }
  /** `?`, counted from 0 in the order written. */
  | { readonly type: "parameter"; readonly index: number }
  | { readonly type: "path"; readonly path: DocumentPath }
  | { readonly type: "list" | "set"; readonly elements: readonly Expr[] }
  | { readonly type: "tuple"; readonly members: readonly (readonly [name: string, value: Expr])[] }
  /** Function names are written in lower case here. */
  | { readonly type: "call"; readonly name: string; readonly args: readonly Expr[] }
  | { readonly type: "plus" | "minus" | "and" | "or"; readonly left: Expr; readonly right: Expr }
  | { readonly type: "compare"; readonly comparator: Comparator; readonly left: Expr; readonly right: Expr }
  | { readonly type: "between"; readonly operand: Expr; readonly lower: Expr; readonly upper: Expr }
  /** `candidates` is a list, or a parameter that stands for one. */
  | { readonly type: "in"; readonly operand: Expr; readonly candidates: Expr }
  /** MISSING, NULL or a type's name, in upper case. */
  | { readonly type: "is"; readonly operand: Expr; readonly what: string }
  | { readonly type: "not"; readonly operand: Expr };

/** `"Table"` or `"Table"."Index"`. */
export interface Source {
  readonly table: string;
  readonly index: string | null;
}

export interface SelectStatement {
  readonly type: "select";
  /** null: `*`. */
  readonly columns: readonly DocumentPath[] | null;
  readonly from: Source;
  readonly where: Expr | null;
  readonly orderBy: readonly { readonly name: string; readonly descending: boolean }[];
}

export interface InsertStatement {
  readonly type: "insert";
  readonly from: Source;
  readonly item: Expr;
}

/** One SET (with a value) or REMOVE (null). */
export interface Assignment {
  readonly path: DocumentPath;
  readonly value: Expr | null;
}

export interface Returning {
  readonly scope: "ALL" | "MODIFIED";
  readonly image: "OLD" | "NEW";
}

export interface UpdateStatement {
  readonly type: "update";
  readonly from: Source;
  readonly assignments: readonly Assignment[];
  readonly where: Expr | null;
  readonly returning: Returning | null;
}

export interface DeleteStatement {
  readonly type: "delete";
  readonly from: Source;
  readonly where: Expr | null;
  readonly returning: Returning | null;
}

/** A condition check of a transaction. */
export interface ExistsStatement {
  readonly type: "exists";
  readonly select: SelectStatement;
}

export type Statement = SelectStatement | InsertStatement | UpdateStatement | DeleteStatement | ExistsStatement;

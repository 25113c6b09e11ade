/** The value of a metavariable as a script sees it. */
export type ScriptValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'positions'; readonly positions: readonly ScriptPosition[] };

/** Lines from 1; columns from 0, as in Coccinelle. */
export interface ScriptPosition {
  readonly file: string;
  readonly currentElement: string;
  readonly currentElementLine: number;
  readonly currentElementColumn: number;
  readonly currentElementLineEnd: number;
  readonly currentElementColumnEnd: number;
  readonly line: number;
  readonly column: number;
  readonly lineEnd: number;
  readonly columnEnd: number;
}

export interface ScriptCall {
  /** Index of the script among those given to `start`. */
  readonly script: number;
  readonly inputs: Readonly<Record<string, ScriptValue>>;
  /** Path of the file at hand ('' in initialize and finalize). */
  readonly file: string;
}

export interface ScriptReply {
  /** False after `cocci.include_match(False)`. */
  readonly include: boolean;
  /** Values handed to later rules, by name; lists for several. */
  readonly outputs: Readonly<Record<string, string | readonly string[]>>;
  readonly printed: string;
  /** `cocci.exit()` was called. */
  readonly exit: boolean;
  /** An exception: its message and the line (from 1) in the script's own code, 0 when unknown. */
  readonly error: { readonly message: string; readonly line: number } | null;
}

/** A running interpreter for one language. Calls keep their order; state lasts until `stop`. */
export interface ScriptHost {
  call(calls: readonly ScriptCall[]): Promise<readonly ScriptReply[]>;
  stop(): Promise<void>;
}

/** The code of a script rule as a host needs it. */
export interface Script {
  readonly name: string;
  readonly code: string;
  readonly path: string;
  readonly line: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly virtuals: readonly string[];
}

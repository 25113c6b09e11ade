/** The value of a metavariable as a script sees it. */
export type ScriptValue =
  | { readonly kind: 'text'; readonly text: string }
  /** `text` is what the list prints as; without it the elements with ` , ` between them. */
  | { readonly kind: 'list'; readonly texts: readonly string[]; readonly text?: string }
  | { readonly kind: 'positions'; readonly positions: readonly ScriptPosition[] }
  | { readonly kind: 'comments'; readonly comments: readonly ScriptComments[] }
  /** For `x << merge.y` in `finalize`: what each host of a run gave for `y`; a list to the script. */
  | { readonly kind: 'merged'; readonly values: readonly string[] };

/** Lines from 1; columns from 0, as in Coccinelle. Those of the current element are -1 outside of one. */
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

/** What a metavariable of kind `comments` holds of one place: comments in front of, inside and behind the code. */
export interface ScriptComments {
  readonly before: string;
  readonly middle: string;
  readonly after: string;
}

export type ScriptInputs = Readonly<Record<string, ScriptValue>>;

/** One run of a script. */
export interface ScriptCall {
  /** Index of the script among those given when the host was started. */
  readonly script: number;
  readonly inputs: ScriptInputs;
  /** Path of the file at hand ('' in initialize and finalize). */
  readonly file: string;
  /** What `cocci.files()` gives; `file` alone, or nothing where that is '', when left out. */
  readonly files?: readonly string[];
  /** The metavariables that are bound, for `cocci.has_env_binding`; none when left out. */
  readonly bound?: readonly (readonly [rule: string, name: string])[];
}

/** How a value that a script hands to later rules is to be read. */
export type ScriptTextForm = 'identifier' | 'expression' | 'statement' | 'type' | 'pragmainfo';

/** A value that a script hands to later rules. */
export type ScriptOutput =
  /** A plain string is an identifier; the other forms come from `cocci.make_expr` and its like. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly form: ScriptTextForm;
      /** Declarations in whose scope a statement is to be read (`make_stmt_with_env`), else ''. */
      readonly declarations: string;
    }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'positions'; readonly positions: readonly ScriptPosition[] };

/** Another run over other files, or with other virtual rules, that a script asked for (`Iteration().register()`). */
export interface ScriptIteration {
  /** Null: the same files again. */
  readonly files: readonly string[] | null;
  readonly virtualRules: readonly string[];
  readonly virtualIdentifiers: readonly (readonly [name: string, value: string])[];
  /** Whether the virtual identifiers of this run hold in that one, too. */
  readonly extendVirtualIdentifiers: boolean;
}

/** An exception: its message, and the line (from 1) in the script's own code, 0 when unknown. */
export interface ScriptError {
  readonly message: string;
  readonly line: number;
}

export interface ScriptReply {
  /** False after `cocci.include_match(False)`. */
  readonly include: boolean;
  /** Values handed to later rules, by name: those of the script's outputs that it assigned. */
  readonly outputs: Readonly<Record<string, ScriptOutput>>;
  readonly printed: string;
  /** `cocci.exit()` was called: nothing more is to be done to the file at hand. */
  readonly exit: boolean;
  readonly iterations: readonly ScriptIteration[];
  readonly error: ScriptError | null;
}

/** An expression of a script language: a constraint on a metavariable, or the seed of a fresh identifier. */
export interface ScriptQuery {
  readonly code: string;
  readonly inputs: ScriptInputs;
  /** Path of the file at hand. */
  readonly file: string;
}

export interface ScriptAnswer {
  /** Whether the value counts as true in the language of the script; false after an error. */
  readonly holds: boolean;
  /** The value as a string; '' after an error. */
  readonly text: string;
  readonly printed: string;
  readonly error: ScriptError | null;
}

/**
 * A running interpreter for one language. Calls and queries keep their order, also when one is made before the one
 * before has been answered; all share one set of global names, which lasts until `stop`. What a script does wrong is in
 * its reply. A promise is rejected, with a `ScriptHostError`, only when the interpreter has died or does not answer.
 */
export interface ScriptHost {
  /** What runs, for people: `Python 3.11.7`. */
  readonly version: string;
  call(calls: readonly ScriptCall[]): Promise<readonly ScriptReply[]>;
  evaluate(queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]>;
  /**
   * The values of names that scripts have assigned as members of `coccinelle`, in a form that only a host of the same
   * language can read (`merged` above); null where a name has no value or none that can leave the host.
   */
  collect(names: readonly string[]): Promise<readonly (string | null)[]>;
  /** Waits for what was asked before. Stopping twice is no error. */
  stop(): Promise<void>;
}

/** What an input is to a language with static types. `parameters` and `tree` stand for syntax trees. */
export type ScriptInputType = 'text' | 'length' | 'positions' | 'comments' | 'parameters' | 'tree' | 'trees' | 'merged';

/** A name that a script has a value under. */
export interface ScriptInput {
  readonly name: string;
  readonly type: ScriptInputType;
  /** Of type `merged`: the global name whose values it lists. */
  readonly merged?: string;
  /** Of an `initialize` script: its value, a text. */
  readonly preset?: string;
}

/** An expression of a script language that a patch holds: see `ScriptQuery`. */
export interface ScriptExpression {
  readonly code: string;
  /** Line (from 1) of the semantic patch. */
  readonly line: number;
  readonly inputs: readonly ScriptInput[];
  readonly result: 'truth' | 'text';
}

/** The code of a script rule as a host needs it. */
export interface Script {
  readonly name: string;
  readonly code: string;
  /** Of the semantic patch, and the line (from 1) of the code's first line in it. */
  readonly path: string;
  readonly line: number;
  /** Line of the script's header; the same when left out. */
  readonly headLine?: number;
  readonly inputs: readonly string[];
  /** What the inputs are; read by hosts of languages with static types only. */
  readonly inputTypes?: readonly ScriptInput[];
  readonly outputs: readonly string[];
  /** Names of virtual rules and identifiers; each is a name in the script too, with its own spelling as value. */
  readonly virtuals: readonly string[];
  /** Left out: `script`. */
  readonly kind?: 'script' | 'initialize' | 'finalize';
}

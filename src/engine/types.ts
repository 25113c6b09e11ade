import type { FlowOptions } from '../cfg/index.js';
import type { Edit } from '../edit/index.js';
import type { ScriptFunction } from '../script/index.js';
import type { Diagnostic, Span } from '../text/index.js';

/** A place that a rule reports: a `*` line, or a script's message. Lines and columns from 1. */
export interface Finding {
  readonly rule: string;
  /** The first of the places that belong together. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  /** Name of the function around it, or ''. */
  readonly function: string;
  /** Further places of the same match, in order: where a path ends that starts at the first. Lines and columns from 1. */
  readonly further: readonly { readonly line: number; readonly column: number }[];
}

/**
 * What became of a rule in a file: it matched, its matches were edited, a unit that holds its words could not be read, or
 * it gave up in one. A rule can be in several states in one file.
 */
export interface RuleState {
  readonly rule: string;
  readonly state: 'matched' | 'edited' | 'unread' | 'gave-up';
  /** Where, in the text that the rule saw: the matches, the code that was not read. */
  readonly spans: readonly Span[];
}

/** What running a patch over one file gives. Plain data: survives structured clone. */
export interface FileResult {
  readonly path: string;
  /** The whole new text when something changed, else null. */
  readonly output: string | null;
  /** Edits of the last rule that changed the file are in terms of the text before it; see `output` for the sum. */
  readonly edits: readonly Edit[];
  /** For rules with `*` lines: token-exact lines to show as removed in context mode. From 1, sorted. */
  readonly starredLines: readonly number[];
  readonly findings: readonly Finding[];
  /** What scripts printed on standard output. */
  readonly printed: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Number of matches by rule name. */
  readonly matches: Readonly<Record<string, number>>;
  /** By rule; a rule that is not among them was looked for everywhere and found nowhere. */
  readonly states: readonly RuleState[];
  /** With `EngineOptions.explain`: of each rule that did not match, why. */
  readonly reasons?: readonly { readonly rule: string; readonly why: string }[];
}

/** The first and the last of some lines, from 1. */
export type LineRange = readonly [first: number, last: number];

export interface EngineOptions extends FlowOptions {
  /** Virtual rules that are set (`-D patch`). */
  readonly virtuals?: readonly string[];
  /** Virtual identifiers (`-D name=value`). */
  readonly definitions?: Readonly<Record<string, string>>;
  /** Symbols of the preprocessor that are known to be there or not: arms of `#if` that they rule out are not read. */
  readonly symbols?: { readonly defined?: readonly string[]; readonly undefined?: readonly string[] };
  /**
   * What runs scripts in Python: the machine's (`system`), the package pyodide (`embedded`), an interpreter given by
   * name or path, or the machine's where it has one, else pyodide (`auto`, the default).
   */
  readonly python?: string;
  /** A class, as `module.Class`, from which `cocci` of scripts in Python is made; `coccilib.output.Console` when left out. */
  readonly pythonOutput?: string;
  /**
   * Functions in the place of scripts, by the names of these in the patch (`@script:function NAME@`). What the script
   * declares as inputs is given to them; its code is not run.
   */
  readonly scripts?: Readonly<Record<string, ScriptFunction>>;
  /** Text of isomorphism files to use instead of patterns/standard.iso; empty for none. */
  readonly isomorphisms?: string;
  /** Texts of the isomorphism files that the patch names after `using`, by name. */
  readonly isomorphismFiles?: Readonly<Record<string, string>>;
  /** Names of isomorphisms that no rule uses. */
  readonly disabledIsomorphisms?: readonly string[];
  /** Find out why rules do not match; takes time. */
  readonly explain?: boolean;
  /** The folder that is searched: `depends on file in` may count from there. */
  readonly folder?: string;
  /**
   * By path of a file, the lines that edits and findings are wanted on; a file that is not among them counts as a whole.
   * A match that changes something on one of them is made as a whole, a finding with a place on one of them is told.
   * Scripts that can only report do not see matches of which no position is there.
   */
  readonly lines?: Readonly<Record<string, readonly LineRange[]>>;
  /** Give no new text when the edits leave code that cannot be read and could be before; else that is a warning. */
  readonly withholdBroken?: boolean;
  /**
   * Widths of C's types. Where one is given, a number without suffix has the first type that it fits in; else it is an
   * int, whatever its size.
   */
  readonly integerBits?: { readonly int?: number; readonly long?: number };
  /** Lines of `#define` that tell how macros are to be read. */
  readonly macros?: string;
  /** Such lines whose bodies are read in the place of the macros: code is matched as the compiler sees it. */
  readonly builtinMacros?: string;
  /**
   * White space of added code: as the patch writes it (`written`, the default), as the Linux kernel's style and
   * spatch have it (`linux`), or as spatch has it with `--smpl-spacing` (`smpl`): blanks of the patch even where code like it
   * is replaced.
   */
  readonly spacing?: 'written' | 'linux' | 'smpl';
  /** With `linux`: the column beyond which lines with added arguments are broken, 78 when left out. */
  readonly width?: number;
}

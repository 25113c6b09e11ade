import type { Node } from '../c/index.js';
import type { Diagnostic, SourceText, Span } from '../text/index.js';

/** What parsing a semantic patch gives: its sections in file order, whatever could be read, and what was wrong. */
export interface SemanticPatch {
  readonly source: SourceText;
  /** Names declared by `virtual`. */
  readonly virtuals: readonly string[];
  /** Names that some rule declares to be attributes: C files are read with them. */
  readonly attributeNames: ReadonlySet<string>;
  /** Names that some rule declares to be types, iterators or declarers: C files are read with them too. */
  readonly typeNames: ReadonlySet<string>;
  readonly iteratorNames: ReadonlySet<string>;
  readonly declarerNames: ReadonlySet<string>;
  readonly sections: readonly Section[];
  /** `#include`d patches and `using "x.iso"` at top level, by name, in order. */
  readonly includes: readonly string[];
  readonly isoFiles: readonly string[];
  /** Options given on `#spatch` or `# spatch` lines, as words. */
  readonly options: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export type Section = Rule | ScriptRule;

/** A header's dependency, as `depends on` states it. */
export type Dependency =
  | { readonly kind: 'rule'; readonly name: string; readonly mode: 'matched' | 'ever' | 'never' | 'not' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Dependency[] }
  | { readonly kind: 'not'; readonly part: Dependency }
  | { readonly kind: 'exists' | 'forall'; readonly part: Dependency };

/** A transformation rule. */
export interface Rule {
  readonly kind: 'rule';
  /** As written, or `rule starting on line N` for an anonymous one. */
  readonly name: string;
  readonly named: boolean;
  readonly line: number;
  readonly span: Span;
  readonly dependency: Dependency | null;
  readonly paths: 'exists' | 'forall' | null;
  readonly disabled: readonly string[];
  readonly isoFiles: readonly string[];
  /** `expression`, `identifier` or `type` after the name: what the body is to be read as. */
  readonly bodyKind: string | null;
  /** In order of declaration; those of an extended rule first. */
  readonly metavariables: readonly Metavariable[];
  readonly body: Pattern;
}

/** A `script:LANG`, `initialize:LANG` or `finalize:LANG` section. */
export interface ScriptRule {
  readonly kind: 'script' | 'initialize' | 'finalize';
  readonly language: string;
  readonly name: string;
  readonly named: boolean;
  readonly line: number;
  readonly span: Span;
  readonly dependency: Dependency | null;
  /** `local << rule.metavariable = "default"`; a `virtual.x` has rule `virtual`. */
  readonly inputs: readonly ScriptInput[];
  /** Names a script hands to later rules: `x;` or `identifier x;` and the like in the script's header. */
  readonly outputs: readonly { readonly name: string; readonly type: string }[];
  /** Rules named in `merge`-style declarations, as written. */
  readonly code: string;
  /** Line (from 1) of the code's first line in the patch. */
  readonly codeLine: number;
}

export interface ScriptInput {
  readonly local: string;
  /** The second name of `(local, ast) << r.y`, else null. */
  readonly ast: string | null;
  readonly rule: string;
  readonly name: string;
  readonly default: string | null;
}

export type MetavariableKind =
  | 'identifier'
  | 'fresh identifier'
  | 'expression'
  | 'idexpression'
  | 'constant'
  | 'statement'
  | 'type'
  | 'position'
  | 'symbol'
  | 'typedef'
  | 'declaration'
  | 'field'
  | 'initializer'
  | 'parameter'
  | 'function'
  | 'format'
  | 'operator'
  | 'assignment operator'
  | 'binary operator'
  | 'declarer'
  | 'iterator'
  | 'attribute'
  | 'attribute name'
  | 'metavariable'
  | 'pragmainfo'
  | 'comments'
  | 'expression list'
  | 'statement list'
  | 'identifier list'
  | 'parameter list'
  | 'initializer list'
  | 'field list'
  | 'declaration list'
  | 'format list';

export interface Metavariable {
  readonly kind: MetavariableKind;
  readonly name: string;
  /** The rule it comes from (`identifier r.x;`), with the name it has there; null for a local one. `virtual` for virtual.x. */
  readonly inherited: { readonly rule: string; readonly name: string } | null;
  /**
   * Types an expression may have (`struct foo *x;`, `expression int x`, `{int, long} e`); empty: any. Type nodes may hold
   * type metavariables; their tokens index `typeTokens`.
   */
  readonly types: readonly Node[];
  readonly scope: 'local' | 'global' | null;
  /** `expression list[n]` with a number or the name of the metavariable that takes the length. */
  readonly length: number | string | null;
  /** `position p @ any`. */
  readonly any: boolean;
  readonly constraint: Constraint | null;
  /** `fresh identifier x = "a" ## b ## "c"`: the pieces. */
  readonly seed:
    readonly ({ readonly text: string } | { readonly name: string; readonly rule: string | null })[] | null;
  /** Attached positions and constraints of declared names such as `identifier f@p`. */
  readonly span: Span;
}

/** What a metavariable must satisfy besides its kind. */
export type Constraint =
  | { readonly kind: 'in' | 'not-in'; readonly values: readonly ConstraintValue[] }
  | { readonly kind: 'matches' | 'not-matches'; readonly pattern: string }
  | { readonly kind: 'compare'; readonly operator: '<=' | '>=' | '<' | '>'; readonly value: ConstraintValue }
  | {
      readonly kind: 'script';
      readonly language: string;
      readonly code: string;
      readonly inputs: readonly ScriptInput[];
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Constraint[] }
  | { readonly kind: 'not'; readonly part: Constraint };

/**
 * A literal spelling, an operator, an expression or type in text form with the metavariables of the rule that it names, or
 * another metavariable.
 */
export type ConstraintValue =
  | { readonly text: string; readonly names?: readonly string[] }
  | { readonly name: string; readonly rule: string | null };

/** The body of a rule: the minus slice (minus, context and star tokens) as a tree, plus code hung on its tokens. */
export interface Pattern {
  readonly tokens: readonly PatternToken[];
  /** A `seq`. Empty for a body that is all plus. */
  readonly root: Node;
  /** Attributes and attribute metavariables, in order: they stand beside the tree. Absent means none. */
  readonly attributes?: readonly Node[];
  /** True when some token is removed or some code is added. */
  readonly transforms: boolean;
  /** True when some line starts with `*`. */
  readonly stars: boolean;
}

export interface PatternToken {
  readonly text: string;
  readonly mark: 'context' | 'minus' | 'star';
  /** In the patch's text. */
  readonly span: Span;
  /** Position metavariables and others attached by `@`. */
  readonly attached: readonly string[];
  /** Code to add in front of and behind what this token matches. */
  readonly before: PlusCode | null;
  readonly after: PlusCode | null;
}

/** A run of plus lines between two tokens of the minus slice. */
export interface PlusCode {
  readonly lines: readonly PlusLine[];
  /** `++`: may be added several times at one place. */
  readonly repeatable: boolean;
  readonly span: Span;
}

export interface PlusLine {
  /** White space between the `+` column and the first token: relative indentation within the run. */
  readonly indent: string;
  readonly pieces: readonly PlusPiece[];
}

/** Text as written (white space and comments between tokens included), or a metavariable to put in. */
export type PlusPiece = { readonly text: string } | { readonly metavariable: string };

import type { Node } from '../c/index.js';
import type { Formula } from '../ctl/index.js';
import type { Metavariable, Rule } from '../smpl/index.js';
import type { Sketch } from './sketch.js';

/**
 * What an atom of a rule's formula looks for at one node of a control-flow graph.
 *
 * - `item`: a node that is wholly the pattern statement `pattern`.
 * - `header`, `do`, `do-tail`, `else`: that part of the compound statement or function `pattern`.
 * - `open`, `close`: braces of the block `pattern`; the block's number is the value of `block`.
 * - `bare`: an expression anywhere in the node.
 * - `simple`, `compound`: a statement metavariable, at a statement that is one node, or at the first node of one that has
 *   an `after`.
 * - `implicit-return`: the end of a function without a return statement there; `pattern` is `return;`. With `beside` it
 *   counts only in a function that has one of these return statements elsewhere: where nothing else is looked for.
 * - `statements`: the statements of the block that starts here, for a statement list.
 * - `holds`, `fails`: the way into a branch or body taken where the expression `pattern` is true or false.
 * - `any`: every node; for dots that are removed together with what they stand for.
 * - `at`: the node is of kind `at` (and, for `true`, escapes). `jump`: a return, goto, break or continue.
 *   `escape`: a return or continue.
 */
export type AtomPattern =
  | PartPattern
  | { readonly kind: 'item' | 'statements'; readonly pattern: Node; readonly block?: number }
  | { readonly kind: 'implicit-return'; readonly pattern: Node; readonly beside?: readonly Node[] }
  | { readonly kind: 'bare'; readonly pattern: Node }
  | { readonly kind: 'any'; readonly pattern: Node }
  | { readonly kind: 'simple' | 'compound'; readonly pattern: Node }
  | { readonly kind: 'holds' | 'fails'; readonly pattern: Node }
  | {
      readonly kind: 'at';
      readonly at: 'true' | 'copy' | 'false' | 'fall-through' | 'in-loop' | 'loop-fall-through' | 'after' | 'exit';
      readonly escapes?: boolean;
    }
  | { readonly kind: 'jump' | 'goto' | 'escape' };

/**
 * Atoms for parts of a compound statement. The value of `block` is a number of the loop whose head this is, so that a
 * break inside is known to be its own.
 */
export type PartPattern =
  | { readonly kind: 'header' | 'do'; readonly pattern: Node; readonly block?: number }
  | { readonly kind: 'do-tail' | 'else'; readonly pattern: Node }
  | { readonly kind: 'open' | 'close'; readonly pattern: Node; readonly block: number };

/** A boolean formula over words that a file must hold for a rule to find anything in it. */
export type WordFormula =
  | { readonly op: 'true' }
  | { readonly op: 'word'; readonly word: string }
  | { readonly op: 'and' | 'or'; readonly parts: readonly WordFormula[] };

/**
 * The same for a part of a file, once values are inherited: `value` asks for the identifiers of a metavariable's value,
 * `place` for one of the positions that it stands for, `sketch` for a row of tokens in one statement, `body` for a
 * statement behind an `if` that starts with the word.
 */
export type UnitWordFormula =
  | Exclude<WordFormula, { readonly op: 'and' | 'or' }>
  | { readonly op: 'value' | 'place'; readonly metavariable: string }
  | { readonly op: 'sketch'; readonly sketch: Sketch }
  | { readonly op: 'body'; readonly word: string }
  | { readonly op: 'and' | 'or'; readonly parts: readonly UnitWordFormula[] };

/** One top-level part of a rule's body: each must match somewhere in the file, with the same bindings. */
export interface Part {
  readonly formula: Formula;
  /** Tree-sitter queries that every match lies in, one for each top-level pattern of the part. */
  readonly queries: readonly string[];
  readonly words: UnitWordFormula;
}

/** A rule made ready for matching. Plain data. */
export interface CompiledRule {
  readonly rule: Rule;
  /** By number of the formula's variables: the metavariable's name, or `{` and a number for a block. */
  readonly variables: readonly string[];
  /** By number of the formula's atoms. */
  readonly atoms: readonly AtomPattern[];
  /** For each atom, the variables it can bind. */
  readonly atomVariables: readonly (readonly number[])[];
  /** For each atom, the variables that the plus code on its tokens uses. */
  readonly atomWants: readonly (readonly number[])[];
  /** For each atom, names among which are all that it depends on, see `atomNames`; null where names do not tell. */
  readonly atomNames: readonly ReadonlySet<string>[] | null;
  readonly parts: readonly Part[];
  readonly metavariables: ReadonlyMap<string, Metavariable>;
  /** Statement metavariables that are attached to other terms with `@`. */
  readonly attachedStatements: readonly string[];
  /** Expression metavariables attached to words of the pattern: they stand for the expression that a word belongs to. */
  readonly attachedTerms: readonly string[];
  /** Inherited metavariables without whose values the rule is not run. */
  readonly needed: ReadonlySet<string>;
  /** Metavariables whose values later rules use. */
  readonly exported: ReadonlySet<string>;
  /** Metavariables whose values may be compared after matching, see `lateVariables`. */
  readonly late: ReadonlySet<string>;
  /** False for a rule that only gives values to others: then places with the same values count as one. */
  readonly placesCount: boolean;
  /** Position metavariables of which each value makes a match of its own. */
  readonly positions: ReadonlySet<string>;
  readonly words: WordFormula;
}

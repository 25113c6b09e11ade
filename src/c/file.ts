import type { Diagnostic, SourceText, Span } from '../text/index.js';
import type { AttributeRow } from './attributes.js';
import type { Node } from './node.js';
import type { Tokens } from './tokens.js';

/** What a top-level unit is, as far as the lexer can tell. Units tile the file. */
export type UnitKind = 'function' | 'declaration' | 'macro' | 'directive' | 'define' | 'include' | 'other';

/** A top-level piece of a file, found by brackets alone, before anything is parsed. */
export interface Unit {
  readonly kind: UnitKind;
  /** From the end of the unit before (comments in front belong to the unit) to the end of its last token's line. */
  readonly span: Span;
  readonly firstToken: number;
  /** One past the last token; a unit of white space only has none. */
  readonly endToken: number;
}

/** One way of reading a unit: with one choice of `#if` arms where the arms do not fit in one tree. */
export interface Tree {
  readonly unit: Unit;
  /** The top-level items, in source order: function, declaration, typedef, macro-decl, define, include, directive, ... */
  readonly items: readonly Node[];
  /** What was masked to make the unit readable. */
  readonly masks: readonly Mask[];
}

/**
 * A stretch of the text that the parser was not shown as it stands. Masks keep every offset; the tokens stay the
 * truth, and lowering reads what is masked from them.
 *
 * - Left out, the tokens belong to no node: `attribute` (also marked in `CFile.hidden`), `dead-branch`.
 * - `directive`: a preprocessor line, left out; it becomes an item where it stands between items.
 * - Shown as one identifier as long as the stretch: `type-argument` (a type where the grammar wants an expression),
 *   `typeof`, `macro-type` (`STACK_OF(X) *s;`), `declaration-argument`, `statement-argument`, `initializer-argument`,
 *   `odd-argument` (an operator, a keyword, any other tokens), `concatenation` (a call between strings),
 *   `nameless-bits` (`: 3` of a bit field without a name), `macro-parameter` (no declaration, in the head of
 *   `SYSCALL_DEFINE3(f, int, a) {`), `pasted` (a number and a macro behind it: `2 MINS`).
 * - Shown as a node of its own, see `Cst`: `macro-declaration`, `macro-enumerator`, `asm`, `unread`.
 * - Shown as another word: `iterator` (the name, as `while`; its arguments are the condition), `renamed` (a word that
 *   the grammar gives a narrower meaning: `offsetof` as an identifier), `case-range` (`...` as `||`),
 *   `macro-designator` (`RF(1) = {` in an initializer, as `.name`), `macro-condition` (`if ID(` as `if (`),
 *   `label-address` (`&&l` as `& l`), `computed-goto` (`goto *` as `return`).
 * - Left out of a list: `empty-argument` (its comma is left out: the one after it, or before it for the last one),
 *   `extra-semicolon`. Left out of a declaration: `idle-storage` (`static struct s { ... };`).
 * - Shown without being there, span of the white space that was used: `missing-semicolon`, `missing-comma`,
 *   `missing-equals`. No leaf is left of them in the tree.
 */
export interface Mask {
  readonly kind: MaskKind;
  readonly span: Span;
}

/** What was masked; see `Mask`. */
export type MaskKind =
  | 'attribute'
  | 'dead-branch'
  | 'directive'
  | 'type-argument'
  | 'typeof'
  | 'macro-type'
  | 'declaration-argument'
  | 'statement-argument'
  | 'initializer-argument'
  | 'odd-argument'
  | 'concatenation'
  | 'nameless-bits'
  | 'macro-parameter'
  | 'pasted'
  | 'macro-declaration'
  | 'macro-enumerator'
  | 'asm'
  | 'unread'
  | 'iterator'
  | 'renamed'
  | 'case-range'
  | 'label-address'
  | 'computed-goto'
  | 'macro-designator'
  | 'macro-condition'
  | 'empty-argument'
  | 'extra-semicolon'
  | 'idle-storage'
  | 'missing-semicolon'
  | 'missing-comma'
  | 'missing-equals';

/** One C file: lexed and split when made; each unit parsed when asked for, and only once. */
export interface CFile {
  readonly source: SourceText;
  readonly tokens: Tokens;
  readonly units: readonly Unit[];
  /** 1 where a token is an attribute or another word the lowered tree leaves out (`__init`, `__user`). */
  readonly hidden: Uint8Array;
  /** The attributes among the tokens of the units parsed so far. */
  readonly attributes: AttributeRow;
  /** The readings of a unit: one, or several where `#if` arms exclude each other. */
  trees(unit: Unit): readonly Tree[];
  /** What could not be read in the units parsed so far. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The declared or computed type of an expression of one of this file's trees (lowered type node), or null where the
   * file does not tell. Typedefs of the file are not expanded.
   */
  typeOf(expression: Node): Node | null;
  /** What a typedef of this file or its headers stands for, one step; null for any other name. */
  typedefOf(name: string): Node | null;
  /** Where the local variable or parameter that a name means at a token is declared; null where it means no such. */
  declarationOf(name: string, token: number): LocalName | null;
}

/** A local name as seen from a place. */
export interface LocalName {
  /** The token of the name in its declaration. */
  readonly token: number;
  /** Whether other variables of the same top-level item have the same name. */
  readonly shadows: boolean;
  /** Declared `static`. */
  readonly isStatic: boolean;
}

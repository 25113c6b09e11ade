/**
 * A concrete syntax node as tree-sitter gives it, copied out of either build in one cursor walk. Offsets are the unit's
 * plus its start: file offsets. Anonymous nodes (punctuation, keywords) are there, comments are not: they are masked.
 *
 * The reader puts in leaves of four types of its own where it masked a whole item (see `Mask`): `macro_declaration`
 * (`static DEFINE_X(a, b) = { ... };`, `DECLARE_Y(c);` in a structure; the `;` is inside if there is one),
 * `macro_enumerator` (`FOO(x)` among enumerators, without its comma), `asm_statement` (with its `;`) and `unread`.
 */
export interface Cst {
  readonly type: string;
  readonly named: boolean;
  /** The field it fills in its parent, or null. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly missing: boolean;
  readonly children: readonly Cst[];
}

/** What a match asks to be done to a file, in terms of the file's tokens. The edit room turns a set of them into text. */
export type Action = RemoveAction | InsertAction;

export interface RemoveAction {
  readonly kind: 'remove';
  /** Index of a token of the file. */
  readonly token: number;
  readonly rule: string;
  /** See InsertAction. */
  readonly match?: number;
  readonly hit?: number;
}

export interface InsertAction {
  readonly kind: 'insert';
  readonly token: number;
  readonly where: 'before' | 'after';
  readonly lines: readonly InsertLine[];
  /**
   * `line`: whole statements, declarations or top-level items, put on lines of their own. `inline`: part of a line.
   * Braces added around a branch are insertions of `{` behind the header's last token and of `}` behind the branch's
   * last token, of either level: both find their place.
   */
  readonly level: 'line' | 'inline';
  /** True when the anchor token is itself removed: the new code takes its place. */
  readonly replaces: boolean;
  /**
   * First and last token of the statement that whole lines stand beside. Lines beside an inner and beside an outer
   * statement that end at one token are not the same, and the inner ones come nearer to it. Where a statement is copied,
   * what stands beside one that is more than it stays behind.
   */
  readonly beside?: { readonly first: number; readonly last: number } | null;
  /** Of braces put around a branch: the tokens of the statement whose branch it is. Where they all go there are no braces. */
  readonly heads?: readonly number[];
  /** `++`: equal insertions at one place are all kept, in order. */
  readonly repeatable: boolean;
  readonly rule: string;
  /** Line of the plus code in the patch, to order insertions at one place and for diagnostics. */
  readonly patchLine: number;
  /**
   * Which match of the rule asks for it, any number that the actions of one match share; without it all actions of a
   * rule count as one match. A metavariable's value that this match puts in is copied with the edits that *other*
   * matches make inside it, so nested matches compose; the match's own removals do not thin out the code it moves.
   */
  readonly match?: number;
  /**
   * Which place of a match, where a match has several: numbers of its own for each statement or expression that it
   * touches. When one place lies inside another, only the outer one is replaced.
   */
  readonly hit?: number;
}

export interface InsertLine {
  /** Indentation relative to the first line of the run, as written in the patch. */
  readonly indent: string;
  readonly pieces: readonly InsertPiece[];
}

/**
 * Text, or tokens of the file (the value of a metavariable, by its token indices in source order): copied with the
 * white space and comments between them and with the edits made inside them, so that nested matches compose.
 */
export type InsertPiece = { readonly text: string } | { readonly tokens: readonly number[] };

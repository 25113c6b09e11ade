import type { Draft } from './draft.js';

/** A statement found while walking, for reading a function in parts. Positions `[first, end)`. */
export interface Extent {
  readonly first: number;
  readonly end: number;
  readonly inner: Extent[];
}

/**
 * The maskers of the grammar's parts, as each other see them. Each walks over its part once, notes masks in the draft
 * and hands nested parts on. Ranges are positions `[first, end)`.
 */
export interface Walk {
  readonly draft: Draft;
  /** The statements found so far at the depth being walked. */
  extents: Extent[];
  /** The items between a `{` and its partner. */
  block(open: number): void;
  /** One statement or declaration; gives the position after it. */
  statement(first: number, end: number): number;
  /** One declaration up to and with its `;`; gives the position after it. */
  declaration(first: number, end: number): number;
  /** An expression, commas included. */
  expression(first: number, end: number): void;
  /** The arguments between a `(` and its partner. */
  arguments(open: number): void;
  /** A type's name between parentheses: `struct foo __user *`. */
  typeName(first: number, end: number): void;
  /** The parameters between a `(` and its partner. */
  parameters(open: number): void;
  /** The elements between a `{` and its partner. */
  initializer(open: number): void;
  /** The members between a `{` and its partner. */
  fields(open: number): void;
  /** The enumerators between a `{` and its partner. */
  enumerators(open: number): void;
}

import type { Node } from '../c/index.js';
import type { Comments } from './comments.js';

/** Where a token or term stands: lines from 1, columns from 0 as scripts see them, and the function around it. */
export interface Position {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly element: string;
  readonly elementLine: number;
  readonly elementColumn: number;
  readonly elementEndLine: number;
  readonly elementEndColumn: number;
  /** For metavariables of kind `comments`. */
  readonly comments?: Comments;
}

/**
 * What a metavariable stands for. Two values are the same when their keys are: the key is the code's tokens without
 * white space and comments (of a type, its structure).
 */
export interface Value {
  readonly key: string;
  /** Of a type: the key as it is written, where that differs because `key` looks through typedefs. */
  readonly written?: string;
  /** As it stands in the source, for scripts and for putting into a file that has been parsed anew. */
  readonly text: string;
  /** As scripts see it, where that is not as the key is written: what a script has made, and types. */
  readonly shown?: string;
  /** Indices of its tokens in the file it was matched in; null for values from elsewhere. */
  readonly tokens: readonly number[] | null;
  readonly node: Node | null;
  /** For metavariables of the kinds `position` and `comments`. */
  readonly positions?: readonly Position[];
  /** For lists: the elements' texts. */
  readonly elements?: readonly string[];
}

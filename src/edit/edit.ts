import type { Span } from '../text/index.js';

/** A replacement in a file. A file's edits are in source order and do not overlap; an insertion has an empty span. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
  /** Names of the rules that asked for it. */
  readonly rules: readonly string[];
}

/** Kinds of C tokens. Comments and white space are no tokens: they are the gaps between them. */
export const TokenKind = {
  identifier: 1,
  /** C keywords, GNU spellings included (`__asm__`, `__inline`). */
  keyword: 2,
  number: 3,
  char: 4,
  string: 5,
  punctuator: 6,
  /** The `#` and the word that start a preprocessor line (`#define`, `# if`); the rest of the line are ordinary tokens. */
  directive: 7,
  /** The `<x.h>` of an `#include`. */
  header: 8,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** The tokens of one text, as parallel arrays indexed by token. Offsets are UTF-16 units. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** The index of the matching bracket of `( ) [ ] { }`; -1 for other tokens and unmatched brackets. */
  readonly partner: Int32Array;
  /** 1 for the tokens of preprocessor lines, the directive token included. */
  readonly inDirective: Uint8Array;
}

/** The spelling of a token. */
export function spelling(tokens: Tokens, index: number): string {
  return tokens.text.slice(tokens.start[index], tokens.end[index]);
}

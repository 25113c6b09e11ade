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
  /** Tokens that stand in the place of macros; null in most files. */
  readonly macros: MacroTokens | null;
}

/** Tokens that are not spelled as their places in the text are, as they come from macros. */
export interface MacroTokens {
  readonly spelled: ReadonlyMap<number, string>;
  /** Uses of macros that stand for several tokens, by each of these. */
  readonly uses: ReadonlyMap<number, MacroUse>;
}

/** What one use of a macro stands for, without its arguments where these are the written tokens. */
export interface MacroUse {
  readonly name: string;
  /** Ascending. */
  readonly tokens: readonly number[];
}

/** The spelling of a token. */
export function spelling(tokens: Tokens, index: number): string {
  const { macros, text, start, end } = tokens;
  const spelled = macros === null ? undefined : macros.spelled.get(index);
  if (spelled !== undefined) return spelled;
  const first = start[index] ?? 0;
  const last = end[index] ?? 0;
  return last - first === 1 ? (CHARACTERS[text.charCodeAt(first)] ?? text.charAt(first)) : text.slice(first, last);
}

const CHARACTERS: readonly string[] = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));

/** Whether some tokens, from `first` to `last`, are a part only of what a macro stands for: the text does not tell them. */
export function cutsMacro({ macros }: Tokens, first: number, last: number): boolean {
  if (macros === null) return false;
  for (let token = first; token <= last; token++) {
    const tokens = macros.uses.get(token)?.tokens ?? [];
    if ((tokens[0] ?? token) < first || (tokens.at(-1) ?? token) > last) return true;
  }
  return false;
}

/** The code of a token's first character. */
export function firstCode({ macros, text, start }: Tokens, index: number): number {
  const spelled = macros === null ? undefined : macros.spelled.get(index);
  return spelled === undefined ? text.charCodeAt(start[index] ?? 0) : spelled.charCodeAt(0);
}

import type { Unit } from '../file.js';
import { isPunctuator } from '../token-test.js';
import type { Tokens } from '../tokens.js';
import { TokenKind } from '../tokens.js';
import { attributeCalls, attributeWords } from './attribute-words.js';

/** A file's tokens and what was declared of its names. */
interface Names {
  readonly tokens: Tokens;
  readonly attributeNames: ReadonlySet<string>;
}

/** The tokens of a unit that take part in a reading, and those left out as attributes. */
export interface Visible {
  readonly tokens: number[];
  readonly attributes: { readonly first: number; readonly last: number }[];
}

/** Picks the tokens of `[first, end)` outside preprocessor lines and `dead` arms, without well-known attributes. */
export function visibleTokens(
  context: Names,
  { firstToken: first, endToken: end }: Unit,
  dead: Uint8Array | null,
): Visible {
  const { tokens } = context;
  const picked: Visible = { tokens: [], attributes: [] };
  for (let at = first; at < end; at++) {
    if (tokens.inDirective[at] === 1 || dead?.[at - first] === 1) continue;
    const last = attributeEnd(context, at, end);
    if (last < 0) picked.tokens.push(at);
    else {
      picked.attributes.push({ first: at, last });
      at = last;
    }
  }
  return picked;
}

/** The last token of the attribute that starts at a token, or -1. */
function attributeEnd({ tokens, attributeNames }: Names, at: number, end: number): number {
  if (isDoubleBracket(tokens, at, end)) return tokens.partner[at] ?? -1;
  const kind = tokens.kind[at];
  if (kind !== TokenKind.identifier && kind !== TokenKind.keyword) return -1;
  const start = tokens.start[at] ?? 0;
  if (attributeNames.size > 0 && attributeNames.has(tokens.text.slice(start, tokens.end[at])))
    return namedEnd(tokens, at, end);
  const code = tokens.text.charCodeAt(start);
  // All attribute words start with `_`, `n`, `a` or a capital.
  if (code !== 95 && code !== 110 && code !== 97 && code > 90) return -1;
  const word = tokens.text.slice(start, tokens.end[at]);
  if (isMemberName(tokens, at)) return -1;
  // No attribute stands in front of the length of an array.
  if (attributeWords.has(word))
    return isPunctuator(tokens, at + 1, '[') && !isDoubleBracket(tokens, at + 1, end) ? -1 : at;
  if (!attributeCalls.has(word)) return -1;
  const open = at + 1;
  const close = tokens.partner[open] ?? -1;
  const called = tokens.text.charCodeAt(tokens.start[open] ?? 0) === 40;
  return called && close > open && close < end ? close : -1;
}

/** A name that was declared to be an attribute, with its arguments; `a (*f)(int)` has none. */
function namedEnd(tokens: Tokens, at: number, end: number): number {
  if (isMemberName(tokens, at)) return -1;
  const close = tokens.partner[at + 1] ?? -1;
  const isCalled = isPunctuator(tokens, at + 1, '(') && !isPunctuator(tokens, at + 2, '*');
  return isCalled && close > at && close < end ? close : at;
}

/** `[[nodiscard]]` */
function isDoubleBracket(tokens: Tokens, at: number, end: number): boolean {
  if (!isPunctuator(tokens, at, '[') || !isPunctuator(tokens, at + 1, '[')) return false;
  const outer = tokens.partner[at] ?? -1;
  return outer > at && outer < end && tokens.partner[at + 1] === outer - 1;
}

/** `x.__private`, `p->__used`: a word behind `.` or `->` names a member, whatever it looks like. */
function isMemberName(tokens: Tokens, at: number): boolean {
  if (at === 0) return false;
  const before = tokens.start[at - 1] ?? 0;
  const code = tokens.text.charCodeAt(before);
  return (
    (code === 46 && tokens.end[at - 1] === before + 1) || (code === 45 && tokens.text.charCodeAt(before + 1) === 62)
  );
}

import type { Unit } from '../file.js';
import { isPunctuator } from '../token-test.js';
import type { Tokens } from '../tokens.js';
import { firstCode, spelling, TokenKind } from '../tokens.js';
import { attributeCalls, attributeWords } from './attribute-words.js';

/** A file's tokens and what was declared of its names. */
interface Names {
  readonly tokens: Tokens;
  readonly attributeNames: ReadonlySet<string>;
}

/** The tokens `[first, last]` of an attribute. */
export interface AttributeTokens {
  readonly first: number;
  readonly last: number;
}

/** Finds the well-known attributes of a unit, outside preprocessor lines and `dead` arms. */
export function knownAttributes(
  context: Names,
  { firstToken: first, endToken: end }: Unit,
  dead: Uint8Array | null,
): AttributeTokens[] {
  const { inDirective } = context.tokens;
  const found: AttributeTokens[] = [];
  for (let at = first; at < end; at++) {
    if (inDirective[at] === 1 || dead?.[at - first] === 1) continue;
    const last = attributeEnd(context, at, end);
    if (last < 0) continue;
    found.push({ first: at, last });
    at = last;
  }
  return found;
}

/** The tokens of a unit that take part in a reading: all but preprocessor lines, `dead` arms and some attributes. */
export function visibleTokens(
  { inDirective }: Tokens,
  { firstToken: first, endToken: end }: Unit,
  dead: Uint8Array | null,
  attributes: readonly AttributeTokens[],
): number[] {
  const visible: number[] = [];
  let next = 0;
  for (let at = first; at < end; at++) {
    if (at === attributes[next]?.first) at = attributes[next++]?.last ?? at;
    else if (inDirective[at] !== 1 && dead?.[at - first] !== 1) visible.push(at);
  }
  return visible;
}

/** The last token of the attribute that starts at a token, or -1. */
function attributeEnd({ tokens, attributeNames }: Names, at: number, end: number): number {
  const kind = tokens.kind[at];
  if (kind !== TokenKind.identifier && kind !== TokenKind.keyword)
    return kind === TokenKind.punctuator && isDoubleBracket(tokens, at, end) ? (tokens.partner[at] ?? -1) : -1;
  const start = tokens.start[at] ?? 0;
  if (attributeNames.size > 0 && attributeNames.has(spelling(tokens, at))) return namedEnd(tokens, at, end);
  if (tokens.macros?.spelled.has(at) === true || !mayBeAttribute(tokens.text, start)) return -1;
  const word = spelling(tokens, at);
  if (isMemberName(tokens, at)) return -1;
  // No attribute stands in front of the length of an array.
  if (attributeWords.has(word))
    return isPunctuator(tokens, at + 1, '[') && !isDoubleBracket(tokens, at + 1, end) ? -1 : at;
  if (!attributeCalls.has(word)) return -1;
  const open = at + 1;
  const close = tokens.partner[open] ?? -1;
  const called = firstCode(tokens, open) === 40;
  return called && close > open && close < end ? close : -1;
}

/** The first two characters of all attribute words, as `first << 7 | second`: cutting words out of the text is dear. */
const beginnings = new Uint8Array(1 << 14);
for (const word of [...attributeWords, ...attributeCalls])
  beginnings[(word.charCodeAt(0) << 7) | word.charCodeAt(1)] = 1;

function mayBeAttribute(text: string, start: number): boolean {
  return beginnings[(text.charCodeAt(start) << 7) | text.charCodeAt(start + 1)] === 1;
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
  return isPunctuator(tokens, at - 1, '.') || isPunctuator(tokens, at - 1, '->');
}

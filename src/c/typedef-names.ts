import type { Unit } from './file.js';
import { isKeywordOf, isPunctuator } from './token-test.js';
import { qualifierKeywords, typeKeywords } from './words.js';
import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';

/** The names that the typedefs of a file declare, found by their tokens alone. */
export function findTypedefNames(tokens: Tokens, units: readonly Unit[]): Set<string> {
  const names = new Set<string>();
  for (const unit of units) {
    if (unit.kind === 'define' && isTypeMacro(tokens, unit)) names.add(spelling(tokens, unit.firstToken + 1));
    if (unit.kind !== 'declaration') continue;
    for (let at = unit.firstToken; at < Math.min(unit.endToken, unit.firstToken + 3); at++) {
      if (isKeywordOf(tokens, at, 'typedef')) addNames(tokens, at + 1, unit.endToken, names);
    }
  }
  return names;
}

/** `#define INT16 short int`: a macro without parameters that stands for words of a type. */
export function isTypeMacro(tokens: Tokens, { firstToken, endToken }: Unit): boolean {
  const body = firstToken + 2;
  if (tokens.kind[firstToken + 1] !== TokenKind.identifier || tokens.kind[body] !== TokenKind.keyword) return false;
  let at = body;
  let typed = false;
  for (; at < endToken && tokens.kind[at] === TokenKind.keyword; at++) {
    const word = spelling(tokens, at);
    if (typeKeywords.has(word)) typed = true;
    else if (!qualifierKeywords.has(word)) return false;
    if (taggedWords.has(word)) at++;
  }
  while (at < endToken && isPunctuator(tokens, at, '*')) at++;
  return typed && at === endToken;
}

const taggedWords: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);

/** The last name in front of each `,`, `;`, `[` or parameter list, or the one inside `(*name)`. */
function addNames(tokens: Tokens, first: number, end: number, names: Set<string>): void {
  let name = -1;
  for (let at = first; at < end; at++) {
    const partner = tokens.partner[at] ?? -1;
    if (tokens.inDirective[at] === 1) continue;
    if (isPunctuator(tokens, at, '(') && isPunctuator(tokens, at + 1, '*') && partner > at) {
      const inner = lastName(tokens, at, partner);
      if (inner >= 0) names.add(spelling(tokens, inner));
      return;
    }
    if (partner > at) {
      if (name >= 0 && !isPunctuator(tokens, at, '{')) names.add(spelling(tokens, name));
      at = partner;
    } else if (tokens.kind[at] === TokenKind.identifier) name = at;
    else if (name >= 0 && (isPunctuator(tokens, at, ',') || isPunctuator(tokens, at, ';')))
      names.add(spelling(tokens, name));
  }
}

function lastName(tokens: Tokens, open: number, close: number): number {
  for (let at = open + 1; at < close; at++)
    if (tokens.kind[at] === TokenKind.identifier && !isPunctuator(tokens, at + 1, '*')) return at;
  return -1;
}

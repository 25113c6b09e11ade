import { spelling } from '../c/index.js';
import type { CFile, Node } from '../c/index.js';
import type { Matcher } from './matcher.js';
import { NO_MATCH } from './state.js';
import type { MatchState } from './state.js';

/**
 * An `#include` line. `<a/...>`, `"..."` and `...` stand for any header that starts so. Code is added in front of the
 * first and behind the last line such a pattern stands for, and those between `#if` and `#endif` do not count: a new
 * header is wanted once, and always.
 */
export function matchInclude(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  const dots = pattern.value.indexOf('...');
  if (dots < 0) return pattern.value === node.value ? matcher.linkPairs(pattern.tokens, node.tokens, state) : NO_MATCH;
  const start = pattern.value.slice(0, dots);
  if (!node.value.startsWith(start)) return NO_MATCH;
  const tokens = pattern.tokens.flatMap((token) => matcher.context.rule.rule.body.tokens[token] ?? []);
  if (tokens.every((token) => token.mark !== 'minus')) {
    const like = includesOf(matcher.context.file).filter((include) => include.value.startsWith(start));
    if (tokens.some((token) => token.before !== null) && like[0]?.token !== node.first) return NO_MATCH;
    if (tokens.some((token) => token.after !== null) && like[like.length - 1]?.token !== node.first) return NO_MATCH;
  }
  return matcher.linkPairs(pattern.tokens, node.tokens, state);
}

interface Include {
  readonly value: string;
  /** The `#include` token. */
  readonly token: number;
}

const known = new WeakMap<CFile, readonly Include[]>();

/** The top-level `#include` lines outside all conditionals but the guard around a whole header. */
function includesOf(file: CFile): readonly Include[] {
  const list = known.get(file) ?? findIncludes(file);
  known.set(file, list);
  return list;
}

function findIncludes(file: CFile): Include[] {
  const { tokens } = file;
  const found: Include[] = [];
  let depth = isGuarded(file) ? -1 : 0;
  for (const { kind, firstToken } of file.units) {
    const word = directiveWord(file, firstToken);
    if (kind === 'include' && depth === 0) found.push({ value: spelling(tokens, firstToken + 1), token: firstToken });
    if (kind === 'directive' && word.startsWith('if')) depth += 1;
    if (kind === 'directive' && word === 'endif') depth -= 1;
  }
  return found;
}

/** Whether the file starts with `#ifndef X` and `#define X`. */
function isGuarded(file: CFile): boolean {
  const [first, second] = file.units;
  return (
    first !== undefined &&
    second?.kind === 'define' &&
    directiveWord(file, first.firstToken) === 'ifndef' &&
    spelling(file.tokens, first.firstToken + 1) === spelling(file.tokens, second.firstToken + 1)
  );
}

function directiveWord(file: CFile, token: number): string {
  return token < file.tokens.count ? spelling(file.tokens, token).replace(/^#\s*/, '') : '';
}

import type { CFile } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import { positionIn, tokensAtLink } from '../match/index.js';
import type { Link, Match, Position } from '../match/index.js';
import type { Finding } from './types.js';

/**
 * A finding for each place that the first of a rule's `*` lines matched; what the other `*` lines matched are the
 * further places of the same finding.
 */
export function findingsOf(rule: CompiledRule, file: CFile, match: Match): Finding[] {
  const groups = new Map<number, Position[]>();
  for (const hit of match.hits) {
    const tokens = starredTokens(rule, hit.links);
    const key = hit.links.find((link) => isStarred(rule, link))?.patternToken;
    if (key === undefined || tokens.length === 0) continue;
    groups.set(key, [...(groups.get(key) ?? []), positionIn(file, tokens)]);
  }
  const [first = [], ...others] = [...groups].sort(([left], [right]) => left - right).map(([, places]) => places);
  const further = others.flat().map(({ line, column }) => ({ line, column: column + 1 }));
  return first.map((position) => ({
    rule: rule.rule.name,
    path: position.path,
    line: position.line,
    column: position.column + 1,
    endLine: position.endLine,
    endColumn: position.endColumn + 1,
    message: `matches ${rule.rule.name}`,
    function: position.element === 'something_else' ? '' : position.element,
    further,
  }));
}

/** Lines (from 1) that hold a starred token of the match. */
export function starredLinesOf(rule: CompiledRule, file: CFile, match: Match): number[] {
  const tokens = match.hits.flatMap((hit) => starredTokens(rule, hit.links));
  return tokens.map((token) => file.source.place(file.tokens.start[token] ?? 0).line);
}

function starredTokens(rule: CompiledRule, links: Match['hits'][number]['links']): number[] {
  const starred = links.filter((link) => isStarred(rule, link));
  return starred.flatMap(tokensAtLink).sort((left, right) => left - right);
}

function isStarred(rule: CompiledRule, link: Link): boolean {
  return rule.rule.body.tokens[link.patternToken]?.mark === 'star';
}

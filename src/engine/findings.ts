import type { CFile } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import { positionIn } from '../match/index.js';
import type { Match } from '../match/index.js';
import type { Finding } from './types.js';

/** Each place that a rule's `*` lines point at: one finding for each row of starred tokens of a hit. */
export function findingsOf(rule: CompiledRule, file: CFile, match: Match): Finding[] {
  return match.hits.flatMap((hit) => {
    const tokens = starredTokens(rule, hit.links);
    if (tokens.length === 0) return [];
    const position = positionIn(file, tokens);
    return [
      {
        rule: rule.rule.name,
        path: position.path,
        line: position.line,
        column: position.column + 1,
        endLine: position.endLine,
        endColumn: position.endColumn + 1,
        message: `matches ${rule.rule.name}`,
        function: position.element === 'something_else' ? '' : position.element,
      },
    ];
  });
}

/** Lines (from 1) that hold a starred token of the match. */
export function starredLinesOf(rule: CompiledRule, file: CFile, match: Match): number[] {
  const tokens = match.hits.flatMap((hit) => starredTokens(rule, hit.links));
  return tokens.map((token) => file.source.place(file.tokens.start[token] ?? 0).line);
}

function starredTokens(rule: CompiledRule, links: Match['hits'][number]['links']): number[] {
  const starred = links.filter((link) => rule.rule.body.tokens[link.patternToken]?.mark === 'star');
  return starred.flatMap((link) => link.tokens).sort((left, right) => left - right);
}

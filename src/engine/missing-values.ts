import type { CFile } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { Match, MatchHit, Value } from '../match/index.js';
import { meansItself } from '../smpl/index.js';
import type { PlusCode } from '../smpl/index.js';
import type { Diagnostic } from '../text/index.js';
import { firstTokenOf, leftAlone } from './left-alone.js';

/**
 * Tells of a match whose added code has a metavariable without value, as one that stands only in another branch of a
 * disjunction; null where all have one.
 */
export function missingValue(
  rule: CompiledRule,
  file: CFile,
  match: Match,
  freshAt: (hit: MatchHit) => ReadonlyMap<string, Value>,
): Diagnostic | null {
  for (const hit of match.hits) {
    const name = missingIn(rule, hit, freshAt(hit));
    if (name === null) continue;
    return leftAlone(file, firstTokenOf([hit]), {
      code: 'added-value-missing',
      message: `rule ${rule.rule.name} matches here, but gives \`${name}\` no value, which its added code uses`,
      hint: 'write the added code inside the branches that bind the metavariable',
    });
  }
  return null;
}

function missingIn(rule: CompiledRule, hit: MatchHit, fresh: ReadonlyMap<string, Value>): string | null {
  for (const { patternToken } of hit.links) {
    const token = rule.rule.body.tokens[patternToken];
    for (const name of [...namesIn(token?.before ?? null), ...namesIn(token?.after ?? null)]) {
      const kind = rule.metavariables.get(name)?.kind;
      if (kind !== undefined && !meansItself(kind) && !hit.values.has(name) && !fresh.has(name)) return name;
    }
  }
  return null;
}

function namesIn(code: PlusCode | null): string[] {
  if (code === null) return [];
  return code.lines.flatMap(({ pieces }) =>
    pieces.flatMap((piece) => ('metavariable' in piece ? [piece.metavariable] : [])),
  );
}

import type { Node } from '../c/index.js';
import type { Metavariable } from '../smpl/index.js';
import type { WordFormula } from './compiled-rule.js';

export const ANYTHING: WordFormula = { op: 'true' };

/** Conjunction, simplified. */
export function allOf(parts: readonly WordFormula[]): WordFormula {
  const kept = distinct(
    parts.flatMap((part) => (part.op === 'and' ? part.parts : [part])).filter((part) => part.op !== 'true'),
  );
  const [only] = kept;
  if (only === undefined) return ANYTHING;
  return kept.length === 1 ? only : { op: 'and', parts: kept };
}

/** Disjunction, simplified; of nothing: nothing is required. */
export function anyOf(parts: readonly WordFormula[]): WordFormula {
  if (parts.length === 0 || parts.some((part) => part.op === 'true')) return ANYTHING;
  const kept = distinct(parts.flatMap((part) => (part.op === 'or' ? part.parts : [part])));
  const [only] = kept;
  return kept.length === 1 && only !== undefined ? only : { op: 'or', parts: kept };
}

function distinct(parts: readonly WordFormula[]): WordFormula[] {
  const seen = new Map<string, WordFormula>();
  for (const part of parts) seen.set(JSON.stringify(part), part);
  return [...seen.values()];
}

/** Which words any code that the pattern matches must hold. Sound: what may be absent is not required. */
export function requiredWords(node: Node, metavariables: ReadonlyMap<string, Metavariable>): WordFormula {
  const visit = (at: Node | null): WordFormula => {
    if (at === null) return ANYTHING;
    switch (at.kind) {
      case 'dots':
      case 'optional':
      case 'when':
        return ANYTHING;
      case 'nest':
        return at.value === '<+...' ? visit(at.kids[0] ?? null) : ANYTHING;
      case 'disj':
        return anyOf(at.kids.map(visit));
      case 'meta':
        return metavariableWords(metavariables.get(at.value));
      case 'ident':
      case 'typename':
        return { op: 'word', word: at.value };
      case 'iterator':
        return allOf([metavariables.has(at.value) ? ANYTHING : { op: 'word', word: at.value }, ...at.kids.map(visit)]);
      default:
        return allOf(at.kids.map(visit));
    }
  };
  return visit(node);
}

function metavariableWords(metavariable: Metavariable | undefined): WordFormula {
  const constraint = metavariable?.constraint;
  if (constraint?.kind !== 'in') return ANYTHING;
  return anyOf(
    constraint.values.map((value) =>
      'text' in value && /^[A-Za-z_]\w*$/.test(value.text) ? { op: 'word', word: value.text } : ANYTHING,
    ),
  );
}

/** Whether a text that holds exactly the words for which `has` is true can satisfy the formula. */
export function satisfies(formula: WordFormula, has: (word: string) => boolean): boolean {
  switch (formula.op) {
    case 'true':
      return true;
    case 'word':
      return has(formula.word);
    case 'and':
      return formula.parts.every((part) => satisfies(part, has));
    case 'or':
      return formula.parts.some((part) => satisfies(part, has));
  }
}

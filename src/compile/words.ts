import type { Node } from '../c/index.js';
import type { Metavariable } from '../smpl/index.js';
import { startingWords } from './body-start.js';
import type { UnitWordFormula, WordFormula } from './compiled-rule.js';
import { sketchesOf } from './sketch.js';
import type { Sketch } from './sketch.js';

export const ANYTHING: WordFormula = { op: 'true' };

/** Conjunction, simplified. */
export function allOf(parts: readonly WordFormula[]): WordFormula;
export function allOf(parts: readonly UnitWordFormula[]): UnitWordFormula;
export function allOf(parts: readonly UnitWordFormula[]): UnitWordFormula {
  const kept = distinct(
    parts.flatMap((part) => (part.op === 'and' ? part.parts : [part])).filter((part) => part.op !== 'true'),
  );
  const [only] = kept;
  if (only === undefined) return ANYTHING;
  return kept.length === 1 ? only : { op: 'and', parts: kept };
}

/** Disjunction, simplified; of nothing: nothing is required. */
export function anyOf(parts: readonly WordFormula[]): WordFormula;
export function anyOf(parts: readonly UnitWordFormula[]): UnitWordFormula;
export function anyOf(parts: readonly UnitWordFormula[]): UnitWordFormula {
  if (parts.length === 0 || parts.some((part) => part.op === 'true')) return ANYTHING;
  const kept = distinct(parts.flatMap((part) => (part.op === 'or' ? part.parts : [part])));
  const [only] = kept;
  return kept.length === 1 && only !== undefined ? only : { op: 'or', parts: kept };
}

/** What is known of a formula before any value is: values ask for nothing. */
export function withoutValues(formula: UnitWordFormula): WordFormula {
  switch (formula.op) {
    case 'true':
    case 'word':
      return formula;
    case 'value':
    case 'sketch':
    case 'body':
      return ANYTHING;
    case 'and':
      return allOf(formula.parts.map(withoutValues));
    case 'or':
      return anyOf(formula.parts.map(withoutValues));
  }
}

function distinct(parts: readonly UnitWordFormula[]): UnitWordFormula[] {
  const seen = new Map<string, UnitWordFormula>();
  for (const part of parts) seen.set(JSON.stringify(part), part);
  return [...seen.values()];
}

/** Which words any code that the pattern matches must hold. Sound: what may be absent is not required. */
export function requiredWords(node: Node, metavariables: ReadonlyMap<string, Metavariable>): UnitWordFormula {
  const visit = (at: Node | null): UnitWordFormula => {
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
      case 'binary':
        // `x || ...` may be x alone.
        if (at.kids[1]?.kind === 'dots') return visit(at.kids[0] ?? null);
        return allOf([...at.kids.map(visit), sketched(at, metavariables)]);
      case 'assign':
      case 'call':
        return allOf([...at.kids.map(visit), sketched(at, metavariables)]);
      case 'if':
        return allOf([...at.kids.map(visit), startOfBody(at)]);
      case 'iterator':
        return allOf([metavariables.has(at.value) ? ANYTHING : { op: 'word', word: at.value }, ...at.kids.map(visit)]);
      default:
        return allOf(at.kids.map(visit));
    }
  };
  return visit(node);
}

function sketched(expression: Node, metavariables: ReadonlyMap<string, Metavariable>): UnitWordFormula {
  const sketches = sketchesOf(expression, metavariables);
  return sketches === null ? ANYTHING : anyOf(sketches.map((sketch) => ({ op: 'sketch', sketch })));
}

function startOfBody(conditional: Node): UnitWordFormula {
  const words = startingWords(conditional.kids[1]);
  return words === null ? ANYTHING : anyOf(words.map((word) => ({ op: 'body', word })));
}

function metavariableWords(metavariable: Metavariable | undefined): UnitWordFormula {
  if (metavariable?.inherited != null && metavariable.kind !== 'position')
    return { op: 'value', metavariable: metavariable.name };
  const constraint = metavariable?.constraint;
  if (constraint?.kind !== 'in') return ANYTHING;
  return anyOf(
    constraint.values.map((value) =>
      'text' in value && /^[A-Za-z_]\w*$/.test(value.text) ? { op: 'word', word: value.text } : ANYTHING,
    ),
  );
}

/** What is known of a text, to see whether it can satisfy a formula. */
export interface WordFacts {
  readonly has: (word: string) => boolean;
  /** The identifiers in a metavariable's value. */
  readonly wordsOf: (metavariable: string) => readonly string[];
  readonly follows: (sketch: Sketch) => boolean;
  /** Whether a word can be the first of the statement behind the head of an `if`. */
  readonly startsBody: (word: string) => boolean;
}

/** Whether a text of which these facts are known can satisfy the formula. */
export function satisfies(formula: UnitWordFormula, facts: WordFacts): boolean {
  switch (formula.op) {
    case 'true':
      return true;
    case 'word':
      return facts.has(formula.word);
    case 'value':
      return facts.wordsOf(formula.metavariable).every(facts.has);
    case 'sketch':
      return facts.follows(formula.sketch);
    case 'body':
      return facts.startsBody(formula.word);
    case 'and':
      return formula.parts.every((part) => satisfies(part, facts));
    case 'or':
      return formula.parts.some((part) => satisfies(part, facts));
  }
}

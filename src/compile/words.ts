import { typeKinds } from '../c/index.js';
import type { Node, NodeKind } from '../c/index.js';
import type { Metavariable, MetavariableKind, PatternToken } from '../smpl/index.js';
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
    case 'place':
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

/** What a pattern belongs to. */
interface PatternScope {
  readonly metavariables: ReadonlyMap<string, Metavariable>;
  readonly tokens: readonly PatternToken[];
}

/**
 * Which words, and which inherited positions, any code that the pattern matches must hold. Sound: what may be absent is
 * not required. The tokens of a type need not stand where it is compared.
 */
export function requiredWords(node: Node, scope: PatternScope): UnitWordFormula {
  const { metavariables } = scope;
  const visit = (at: Node | null, inType: boolean): UnitWordFormula => {
    if (at === null) return ANYTHING;
    const isType = inType || typeKinds.has(at.kind);
    const kid = (index: number): UnitWordFormula => visit(at.kids[index] ?? null, isType);
    const kids = (): UnitWordFormula[] => at.kids.map((each) => visit(each, isType));
    const places = isType ? ANYTHING : placesOf(at, scope);
    switch (at.kind) {
      case 'dots':
      case 'optional':
      case 'when':
        return ANYTHING;
      case 'nest':
        return at.value === '<+...' ? kid(0) : ANYTHING;
      case 'disj':
        return anyOf(kids());
      case 'meta':
        return allOf([metavariableWords(metavariables.get(at.value)), places]);
      case 'ident':
        return allOf([{ op: 'word', word: at.value }, places]);
      case 'typename':
        return { op: 'word', word: at.value };
      case 'binary':
        // `x || ...` may be x alone.
        if (at.kids[1]?.kind === 'dots') return kid(0);
        return allOf([...kids(), sketched(at, metavariables)]);
      case 'assign':
      case 'call':
        return allOf([...kids(), sketched(at, metavariables)]);
      case 'sizeof':
        return allOf([{ op: 'word', word: at.value }, ...kids()]);
      case 'switch':
      case 'case':
      case 'default':
      case 'goto':
      case 'break':
      case 'continue':
        return allOf([{ op: 'word', word: at.kind }, places, ...kids()]);
      case 'if':
        return allOf([places, ...kids(), startOfBody(at)]);
      case 'iterator':
        return allOf([metavariables.has(at.value) ? ANYTHING : { op: 'word', word: at.value }, places, ...kids()]);
      default:
        return allOf([places, ...kids()]);
    }
  };
  return visit(node, false);
}

/** Statements whose first word stands in all code that they match. */
const WORD_STATEMENTS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'if',
  'while',
  'for',
  'iterator',
  'switch',
  'do',
  'return',
  'break',
  'continue',
  'goto',
]);
/** Metavariables that stand for one thing, which has tokens. */
const ONE_TERM: ReadonlySet<MetavariableKind> = new Set<MetavariableKind>([
  'identifier',
  'expression',
  'idexpression',
  'constant',
  'function',
  'statement',
]);

/** The inherited positions of a node's first token, where that is not one that a match may do without. */
function placesOf(node: Node, { metavariables, tokens }: PatternScope): UnitWordFormula {
  const kind = node.kind === 'meta' ? metavariables.get(node.value)?.kind : undefined;
  const stands = node.kind === 'ident' || WORD_STATEMENTS.has(node.kind) || (kind !== undefined && ONE_TERM.has(kind));
  const [first] = node.tokens;
  if (!stands || first === undefined) return ANYTHING;
  const attached = (tokens[first]?.attached ?? []).flatMap((name) => metavariables.get(name) ?? []);
  return allOf(
    attached
      .filter((metavariable) => metavariable.kind === 'position' && metavariable.inherited !== null)
      .map(({ name }) => ({ op: 'place', metavariable: name })),
  );
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
  /** Whether one of the positions that a metavariable stands for lies in the text. */
  readonly holdsPlace: (metavariable: string) => boolean;
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
    case 'place':
      return facts.holdsPlace(formula.metavariable);
    case 'sketch':
      return facts.follows(formula.sketch);
    case 'body':
      return facts.startsBody(formula.word);
    case 'and':
      for (const part of formula.parts) if (!satisfies(part, facts)) return false;
      return true;
    case 'or':
      for (const part of formula.parts) if (satisfies(part, facts)) return true;
      return false;
  }
}

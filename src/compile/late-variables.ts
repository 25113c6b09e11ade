import type { Node } from '../c/index.js';
import type { Constraint, Metavariable, Rule } from '../smpl/index.js';
import type { AtomPattern } from './compiled-rule.js';
import { BODY_KIDS } from './formula-guard.js';

/**
 * Metavariables whose values matching need not know: with all values open the atoms match in more ways, and those that
 * agree with a value are just the ways that are found with the value known. So atoms are matched once for all values.
 *
 * That does not hold where one way of matching stands back behind another (in disjunctions and nests inside an expression,
 * optional elements, macro bodies), nor for what constraints and types speak of.
 */
export function lateVariables(rule: Rule, atoms: readonly AtomPattern[]): ReadonlySet<string> {
  const { metavariables, body } = rule;
  if (seesMore(rule)) return new Set();
  const early = new Set([
    ...metavariables.flatMap(comparedNames),
    ...body.tokens.flatMap(({ attached }) => attached),
    ...atoms.flatMap((atom) => termsOf(atom).flatMap((term) => namesInChoices(term))),
  ]);
  const late = metavariables.filter(
    ({ name, kind, inherited }) => kind !== 'position' && !(kind === 'type' && inherited !== null) && !early.has(name),
  );
  return new Set(late.map(({ name }) => name));
}

/** Whether matching depends on more than the names in the pattern tell: on attributes, which stand aside, or on scripts. */
export function seesMore({ metavariables, body }: Rule): boolean {
  return (body.attributes ?? []).length > 0 || metavariables.some(({ constraint }) => asksScript(constraint));
}

function asksScript(constraint: Constraint | null): boolean {
  switch (constraint?.kind) {
    case 'script':
      return true;
    case 'and':
    case 'or':
      return constraint.parts.some(asksScript);
    case 'not':
      return asksScript(constraint.part);
    default:
      return false;
  }
}

/** Metavariables that the type, the length or the constraint of this one speaks of. */
function comparedNames({ types, length, constraint }: Metavariable): string[] {
  return [...types.flatMap(namesIn), ...(typeof length === 'string' ? [length] : []), ...namesInConstraint(constraint)];
}

function namesInConstraint(constraint: Constraint | null): string[] {
  switch (constraint?.kind) {
    case 'in':
    case 'not-in':
      return constraint.values.flatMap((value) => ('name' in value ? [value.name] : []));
    case 'compare':
      return 'name' in constraint.value ? [constraint.value.name] : [];
    case 'and':
    case 'or':
      return constraint.parts.flatMap(namesInConstraint);
    case 'not':
      return namesInConstraint(constraint.part);
    default:
      return [];
  }
}

/** What an atom holds against code: of a compound statement its head, not its bodies. */
export function termsOf(atom: AtomPattern): readonly Node[] {
  if (!('pattern' in atom)) return [];
  if (atom.kind !== 'header' && atom.kind !== 'do-tail') return [atom.pattern];
  const bodies = BODY_KIDS[atom.pattern.kind] ?? [];
  return atom.pattern.kids.filter((kid, index) => kid !== null && !bodies.includes(index)) as Node[];
}

const CHOICES: ReadonlySet<string> = new Set([
  'disj',
  'conj',
  'optional',
  'nest',
  'when',
  'string',
  'define',
  'directive',
  'include',
]);

function namesInChoices(node: Node): string[] {
  const chooses = CHOICES.has(node.kind) || (node.kind === 'binary' && node.kids[1]?.kind === 'dots');
  if (chooses) return namesIn(node);
  return node.kids.flatMap((kid) => (kid === null ? [] : namesInChoices(kid)));
}

/** All names of a tree, those inside of strings too. */
export function namesIn(node: Node): string[] {
  const own = node.value.match(/\w+/g) ?? [];
  return [...own, ...node.kids.flatMap((kid) => (kid === null ? [] : namesIn(kid)))];
}

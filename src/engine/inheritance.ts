import { neededNames } from '../compile/index.js';
import { qualifiedName } from '../match/index.js';
import { rulesIn } from '../smpl/index.js';
import type { Constraint, ConstraintValue, Rule, ScriptInput, Section } from '../smpl/index.js';

/** A value that a rule takes from another. */
export interface Inherited {
  /** As the rule calls it: its own name for a metavariable, `rule.name` for one that stands in a constraint or a seed. */
  readonly local: string;
  readonly rule: string;
  readonly name: string;
  /** False where the rule runs without the value, too. */
  readonly needed: boolean;
}

/**
 * What a rule inherits; `required` are those of its metavariables without which it cannot match. What a metavariable is
 * compared with may stay without value.
 */
export function inheritedBy(rule: Rule, required: ReadonlySet<string>): Inherited[] {
  return rule.metavariables.flatMap(({ name, inherited, seed, constraint }) => [
    ...(inherited === null ? [] : [{ local: name, ...inherited, needed: required.has(name) }]),
    ...(seed ?? []).flatMap((piece) => ('name' in piece ? reference(piece, true) : [])),
    ...(constraint === null ? [] : referencesIn(constraint)),
  ]);
}

function reference({ rule, name }: { rule: string | null; name: string }, needed: boolean): Inherited[] {
  return rule === null || rule === '' ? [] : [{ local: `${rule}.${name}`, rule, name, needed }];
}

function referencesIn(constraint: Constraint): Inherited[] {
  switch (constraint.kind) {
    case 'in':
    case 'not-in':
      return constraint.values.flatMap(compared);
    case 'compare':
      return compared(constraint.value);
    case 'script':
      return constraint.inputs.flatMap((input) => reference(input, true));
    case 'and':
    case 'or':
      return constraint.parts.flatMap(referencesIn);
    case 'not':
      return referencesIn(constraint.part);
    case 'matches':
    case 'not-matches':
      return [];
  }
}

/** `r.x`, or a text such as `r.T *`. */
function compared(value: ConstraintValue): Inherited[] {
  if ('name' in value) return reference(value, false);
  const names = value.text.matchAll(/\b([A-Za-z_]\w*)\.([A-Za-z_]\w*)/g);
  return [...names].flatMap(([, rule = '', name = '']) => reference({ rule, name }, false));
}

const NONE: ReadonlySet<string> = new Set();

/** The values of other rules that a section uses. */
export function usesOf(section: Section): readonly (Inherited | ScriptInput)[] {
  return section.kind === 'rule' ? inheritedBy(section, NONE) : section.inputs;
}

/** Names, by `rule.metavariable`, with which metavariables of other rules are compared, and no more. */
export function comparedNames(sections: readonly Section[]): ReadonlySet<string> {
  const inComparisons = new Set<string>();
  const elsewhere = new Set<string>();
  for (const section of sections) {
    for (const use of usesOf(section)) {
      const name = qualifiedName(use.rule, use.name);
      const isCompared = 'needed' in use && use.local === name && !use.needed;
      (isCompared ? inComparisons : elsewhere).add(name);
    }
  }
  return new Set([...inComparisons].filter((name) => !elsewhere.has(name)));
}

/** Whether it makes a difference to a section that a rule has matched, even without giving the section a value. */
export function asksFor(section: Section, name: string): boolean {
  if (rulesIn(section.dependency).includes(name)) return true;
  if (section.kind !== 'rule') return section.inputs.some((input) => input.rule === name && input.default !== null);
  return inheritedBy(section, neededNames(section)).some((use) => use.rule === name && !use.needed);
}

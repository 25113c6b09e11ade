import type { Node } from '../c/index.js';
import type { Constraint, ConstraintValue, Metavariable, PatternToken, Rule } from '../smpl/index.js';

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
 * What a rule inherits. A metavariable that is declared and not used may stay without value; so may one that others are
 * compared with.
 */
export function inheritedBy(rule: Rule): Inherited[] {
  const used = usedNames(rule);
  return rule.metavariables.flatMap(({ name, inherited, seed, constraint }) => [
    ...(inherited === null ? [] : [{ local: name, ...inherited, needed: used.has(name) }]),
    ...(seed ?? []).flatMap((piece) => ('name' in piece ? reference(piece, used.has(name)) : [])),
    ...(constraint === null ? [] : referencesIn(constraint, used.has(name))),
  ]);
}

function reference({ rule, name }: { rule: string | null; name: string }, needed: boolean): Inherited[] {
  return rule === null || rule === '' ? [] : [{ local: `${rule}.${name}`, rule, name, needed }];
}

function referencesIn(constraint: Constraint, used: boolean): Inherited[] {
  switch (constraint.kind) {
    case 'in':
    case 'not-in':
      return constraint.values.flatMap(compared);
    case 'compare':
      return compared(constraint.value);
    case 'script':
      return constraint.inputs.flatMap((input) => reference(input, used));
    case 'and':
    case 'or':
      return constraint.parts.flatMap((part) => referencesIn(part, used));
    case 'not':
      return referencesIn(constraint.part, used);
    case 'matches':
    case 'not-matches':
      return [];
  }
}

function compared(value: ConstraintValue): Inherited[] {
  return 'name' in value ? reference(value, false) : [];
}

/** Names of metavariables that stand in the body of a rule, and of those that their types, lengths and names need. */
function usedNames(rule: Rule): Set<string> {
  const metavariables = new Map(rule.metavariables.map((metavariable) => [metavariable.name, metavariable]));
  const used = new Set<string>();
  const use = (name: string): void => {
    const metavariable = metavariables.get(name);
    if (metavariable === undefined || used.has(name)) return;
    used.add(name);
    for (const needed of neededBy(metavariable)) use(needed);
  };
  for (const name of namesIn(rule.body.root)) use(name);
  for (const name of rule.body.tokens.flatMap(namesOn)) use(name);
  return used;
}

function neededBy({ types, length, seed, constraint }: Metavariable): string[] {
  return [
    ...types.flatMap(namesIn),
    ...(typeof length === 'string' ? [length] : []),
    ...(seed ?? []).flatMap((piece) => ('name' in piece && piece.rule === null ? [piece.name] : [])),
    ...(constraint === null ? [] : scriptInputs(constraint)),
  ];
}

function scriptInputs(constraint: Constraint): string[] {
  if (constraint.kind === 'script') return constraint.inputs.map(({ name }) => name);
  if (constraint.kind === 'and' || constraint.kind === 'or') return constraint.parts.flatMap(scriptInputs);
  return constraint.kind === 'not' ? scriptInputs(constraint.part) : [];
}

/** Values of all nodes: those of metavariables and operators among them, and no harm in the others. */
function namesIn(node: Node): string[] {
  return [node.value, ...node.kids.flatMap((kid) => (kid === null ? [] : namesIn(kid)))];
}

function namesOn({ attached, before, after }: PatternToken): string[] {
  const pieces = [before, after].flatMap((plus) => plus?.lines ?? []).flatMap((line) => line.pieces);
  return [...attached, ...pieces.flatMap((piece) => ('metavariable' in piece ? [piece.metavariable] : []))];
}

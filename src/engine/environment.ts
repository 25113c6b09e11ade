import type { CompiledRule } from '../compile/index.js';
import type { Value } from '../match/index.js';
import type { Dependency } from '../smpl/index.js';

/**
 * What is known along one chain of matches: values by `rule.metavariable`, and the rules that matched. A file starts
 * with one empty environment; each match of a rule makes a new one from those it was found under.
 */
export interface Environment {
  readonly values: ReadonlyMap<string, Value>;
  readonly matched: ReadonlySet<string>;
}

export const EMPTY_ENVIRONMENT: Environment = { values: new Map(), matched: new Set() };

export function qualifiedName(rule: string, name: string): string {
  return `${rule}.${name}`;
}

/** The values of inherited metavariables under their local names; null while one that is needed has none. */
export function inheritedValues({ rule, needed }: CompiledRule, environment: Environment): Map<string, Value> | null {
  const values = new Map<string, Value>();
  for (const { name, inherited } of rule.metavariables) {
    if (inherited === null) continue;
    const value = environment.values.get(qualifiedName(inherited.rule, inherited.name));
    if (value !== undefined) values.set(name, value);
    else if (needed.has(name)) return null;
  }
  return values;
}

/** Equal for environments in which a rule finds the same. */
export function keyOfValues(values: ReadonlyMap<string, Value>): string {
  return [...values]
    .map(([name, value]) => `${name}=${value.key}@${JSON.stringify(value.positions ?? null)}`)
    .sort()
    .join('\n');
}

/** Whether a rule's dependency holds; `ever` are the rules that matched under any environment so far. */
export function holds(dependency: Dependency | null, environment: Environment, ever: ReadonlySet<string>): boolean {
  if (dependency === null) return true;
  switch (dependency.kind) {
    case 'rule':
      return holdsForRule(dependency, environment, ever);
    case 'file':
      return true;
    case 'and':
      return dependency.parts.every((part) => holds(part, environment, ever));
    case 'or':
      return dependency.parts.some((part) => holds(part, environment, ever));
    case 'not':
      return !holds(dependency.part, environment, ever);
    case 'exists':
    case 'forall':
      return holds(dependency.part, environment, ever);
  }
}

function holdsForRule(
  dependency: Dependency & { kind: 'rule' },
  environment: Environment,
  ever: ReadonlySet<string>,
): boolean {
  switch (dependency.mode) {
    case 'matched':
      return environment.matched.has(dependency.name);
    case 'not':
      return !environment.matched.has(dependency.name);
    case 'ever':
      return ever.has(dependency.name);
    case 'never':
      return !ever.has(dependency.name);
  }
}

/** Environments after an edit: values keep their text, but no longer stand anywhere in the file. */
export function detached(environment: Environment): Environment {
  const values = new Map(
    [...environment.values].map(([name, value]) => [name, { ...value, tokens: null, node: null }]),
  );
  return { values, matched: environment.matched };
}

export function distinctEnvironments(environments: readonly Environment[]): Environment[] {
  const seen = new Map<string, Environment>();
  for (const environment of environments) {
    const key = `${keyOfValues(environment.values)}\n${[...environment.matched].sort().join(' ')}`;
    if (!seen.has(key)) seen.set(key, environment);
  }
  return [...seen.values()];
}

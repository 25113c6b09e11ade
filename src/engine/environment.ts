import { positionKey, qualifiedName } from '../match/index.js';
import type { Value } from '../match/index.js';
import type { Inherited } from './inheritance.js';
import { plainValue } from './script-values.js';
import type { EngineOptions } from './types.js';

/**
 * What is known along one chain of matches: values by `rule.metavariable`, and the rules that matched. A file starts
 * with one empty environment; each match of a rule makes a new one from those it was found under.
 */
export interface Environment {
  readonly values: ReadonlyMap<string, Value>;
  readonly matched: ReadonlySet<string>;
}

/** What a file starts with: virtual rules count as matched, virtual identifiers have their values. */
export function initialEnvironment({ definitions, virtuals }: EngineOptions): Environment {
  const values = Object.entries(definitions ?? {}).map(([name, text]): [string, Value] => [
    qualifiedName('virtual', name),
    plainValue(text),
  ]);
  return { values: new Map(values), matched: new Set(virtuals ?? []) };
}

/** The values that a rule inherits, under its own names for them; null while one that it needs is not there. */
export function inheritedValues(inherited: readonly Inherited[], environment: Environment): Map<string, Value> | null {
  const values = new Map<string, Value>();
  for (const { local, rule, name, needed } of inherited) {
    const value = environment.values.get(qualifiedName(rule, name));
    if (value !== undefined) values.set(local, value);
    else if (needed) return null;
  }
  return values;
}

/** Environments under which a rule finds the same, and the values that they give it. */
export interface EnvironmentGroup {
  readonly given: Map<string, Value>;
  readonly environments: Environment[];
}

/**
 * Puts environments together that give a rule the same values but for positions: the rule sees the positions of all of
 * them, so that a position that it must not be at excludes every place where the same code was met. One without position
 * sees those of the others, too.
 */
export class EnvironmentGroups {
  readonly #groups = new Map<string, EnvironmentGroup>();

  add(given: Map<string, Value>, environment: Environment): void {
    const others = [...given].filter(([, { positions }]) => positions === undefined);
    const key = others.map(([name, value]) => `${name}=${value.key}`).join('\n');
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, { given, environments: [environment] });
      return;
    }
    group.environments.push(environment);
    for (const [name, value] of given) {
      if (value.positions === undefined) continue;
      const known = group.given.get(name);
      group.given.set(name, { ...value, positions: [...(known?.positions ?? []), ...value.positions] });
    }
  }

  /** Each position once. */
  all(): EnvironmentGroup[] {
    return [...this.#groups.values()].map(({ given, environments }) => ({
      given: new Map([...given].map(([name, value]) => [name, withDistinctPositions(value)])),
      environments,
    }));
  }
}

function withDistinctPositions(value: Value): Value {
  if (value.positions === undefined) return value;
  return { ...value, positions: [...new Map(value.positions.map((one) => [positionKey(one), one])).values()] };
}

/** Equal for environments in which a rule finds the same. */
function keyOfValues(values: ReadonlyMap<string, Value>): string {
  return [...values]
    .map(([name, value]) => `${name}=${value.key}@${JSON.stringify(value.positions ?? null)}`)
    .sort()
    .join('\n');
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

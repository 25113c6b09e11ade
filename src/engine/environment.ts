import { positionKey, qualifiedName } from '../match/index.js';
import type { Value } from '../match/index.js';
import type { Inherited } from './inheritance.js';
import { plainValue } from './script-values.js';
import type { EngineOptions } from './types.js';

/**
 * What is known along chains of matches: values by `rule.metavariable`, as far as later rules use them. A file starts with
 * one empty environment; each match of a rule makes a new one from those it was found under.
 */
export interface Environment {
  readonly values: ReadonlyMap<string, Value>;
  /** The chains that come to these values: for each, the rules that matched. */
  readonly histories: readonly History[];
}

/** The names of rules that matched one after the other. */
export type History = ReadonlySet<string>;

/** What a file starts with: virtual rules count as matched, virtual identifiers have their values. */
export function initialEnvironment({ definitions, virtuals }: EngineOptions): Environment {
  const values = Object.entries(definitions ?? {}).map(([name, text]): [string, Value] => [
    qualifiedName('virtual', name),
    plainValue(text),
  ]);
  return { values: new Map(values), histories: [new Set(virtuals ?? [])] };
}

/** The environment after a rule or script matched, with the values that it has made. */
export function extended(
  environment: Environment,
  name: string,
  made: Iterable<readonly [string, Value]>,
): Environment {
  return {
    values: new Map([...environment.values, ...made]),
    histories: environment.histories.map((history) => new Set([...history, name])),
  };
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
  return { values, histories: environment.histories };
}

/** Forgets the values that are not `used` any more, and puts together environments that are the same then. */
export function distinctEnvironments(
  environments: readonly Environment[],
  used: ReadonlySet<string>,
): readonly Environment[] {
  const seen = new Map<string, { values: ReadonlyMap<string, Value>; histories: Map<string, History> }>();
  for (const environment of environments) {
    const values = new Map([...environment.values].filter(([name]) => used.has(name)));
    const key = keyOfValues(values);
    const known = seen.get(key) ?? { values, histories: new Map<string, History>() };
    seen.set(key, known);
    for (const history of environment.histories) known.histories.set([...history].sort().join(' '), history);
  }
  return [...seen.values()].map(({ values, histories }) => ({ values, histories: [...histories.values()] }));
}

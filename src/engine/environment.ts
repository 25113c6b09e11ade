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
  readonly given: ReadonlyMap<string, Value>;
  readonly environments: Environment[];
}

/**
 * Puts environments together that give a rule the same values but for positions: the rule sees the positions of all of
 * them, so that a position that it must not be at excludes every place where the same code was met. One without position
 * sees those of the others, too.
 */
export class EnvironmentGroups {
  readonly #groups = new Map<string, { values: ValueCollection; environments: Environment[] }>();

  add(given: ReadonlyMap<string, Value>, environment: Environment): void {
    const others = [...given].filter(([, { positions }]) => positions === undefined);
    const key = others.map(([name, value]) => `${name}=${value.key}`).join('\n');
    const group = this.#groups.get(key) ?? { values: new ValueCollection(), environments: [] };
    this.#groups.set(key, group);
    group.values.add(given);
    group.environments.push(environment);
  }

  all(): EnvironmentGroup[] {
    return [...this.#groups.values()].map(({ values, environments }) => ({ given: values.all(), environments }));
  }
}

/** Values that differ in positions only: a name has those of all, each once. */
class ValueCollection {
  /** Many environments share a value, which is then looked at once. */
  readonly #values = new Map<string, Set<Value>>();

  add(values: ReadonlyMap<string, Value>): void {
    for (const [name, value] of values) {
      const known = this.#values.get(name);
      if (known === undefined) this.#values.set(name, new Set([value]));
      else if (value.positions !== undefined) known.add(value);
    }
  }

  all(): Map<string, Value> {
    return new Map([...this.#values].map(([name, values]) => [name, joined([...values])]));
  }
}

function joined(values: readonly Value[]): Value {
  const [first] = values;
  const last = values[values.length - 1];
  if (first === undefined || last === undefined) throw new RangeError('no value');
  if (last.positions === undefined) return first;
  const positions = new Map(values.flatMap((value) => value.positions ?? []).map((one) => [positionKey(one), one]));
  return { ...last, positions: [...positions.values()] };
}

/** Texts that are equal for environments with the same values. */
class ValueKeys {
  readonly #numbers = new Map<string, number>();
  /** What is long is written down once for each value, as environments share many. */
  readonly #known = new Map<Value, number>();

  of(values: Iterable<readonly [string, Value]>): string {
    const keys: string[] = [];
    for (const [name, value] of values) keys.push(`${name}=${String(this.#numberOf(value))}`);
    return keys.sort().join('\n');
  }

  #numberOf(value: Value): number {
    let number = this.#known.get(value);
    if (number !== undefined) return number;
    const text = `${value.key}@${JSON.stringify(value.positions ?? null)}`;
    number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(value, number);
    return number;
  }
}

/** Environments after an edit: values keep their text, but no longer stand anywhere in the file. */
export function detached(environment: Environment): Environment {
  const values = new Map(
    [...environment.values].map(([name, value]) => [name, { ...value, tokens: null, node: null }]),
  );
  return { values, histories: environment.histories };
}

/** What is asked of values by the sections to come. */
export interface Uses {
  /** Names whose values are used. */
  readonly used: ReadonlySet<string>;
  /** Names with which others are compared, and no more. */
  readonly compared: ReadonlySet<string>;
}

/**
 * Forgets the values that are not used any more, and puts together environments that are the same then. Positions with
 * which others are compared only are looked at together (see `EnvironmentGroups`), so that environments that differ in
 * them alone become one: else there would be one for each pair of positions of two rules.
 */
export function distinctEnvironments(environments: readonly Environment[], uses: Uses): readonly Environment[] {
  const distinct = withUsedValues(environments, uses.used);
  return uses.compared.size === 0 ? distinct : withComparedTogether(distinct, uses.compared);
}

function withUsedValues(environments: readonly Environment[], used: ReadonlySet<string>): Environment[] {
  const keys = new ValueKeys();
  const seen = new Map<string, { values: ReadonlyMap<string, Value>; histories: Map<string, History> }>();
  for (const environment of environments) {
    const values = new Map([...environment.values].filter(([name]) => used.has(name)));
    const key = keys.of(values);
    const known = seen.get(key) ?? { values, histories: new Map<string, History>() };
    seen.set(key, known);
    for (const history of environment.histories) known.histories.set(historyKey(history), history);
  }
  return [...seen.values()].map(({ values, histories }) => ({ values, histories: [...histories.values()] }));
}

function withComparedTogether(environments: readonly Environment[], compared: ReadonlySet<string>): Environment[] {
  const keys = new ValueKeys();
  const seen = new Map<string, { values: ValueCollection; histories: readonly History[] }>();
  for (const { values, histories } of environments) {
    const others = [...values].filter(([name, { positions }]) => positions === undefined || !compared.has(name));
    const key = [keys.of(others), ...histories.map(historyKey).sort()].join('\n');
    const known = seen.get(key) ?? { values: new ValueCollection(), histories };
    seen.set(key, known);
    known.values.add(values);
  }
  return [...seen.values()].map(({ values, histories }) => ({ values: values.all(), histories }));
}

function historyKey(history: History): string {
  return [...history].sort().join(' ');
}

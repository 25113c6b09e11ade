import type { Value, Variable } from './types.js';

/**
 * The values of all variables at one moment, by variable; never written after it was made. Variables that are not in
 * scope are `UNKNOWN`, so a quantifier that is entered finds a value there only when it shadows another.
 */
export type Environment = Int32Array;

/** No positive atom binds the variable: it equals nothing. */
export const ABSENT = -1;
/** Not decided yet: bounds are computed over all possible values. */
export const UNKNOWN = -2;

/** An environment for variables 0 … `variables` - 1, with the given ones fixed and all others unknown. */
export function environmentOf(variables: number, fixed: ReadonlyMap<Variable, Value>): Environment {
  const environment = new Int32Array(variables).fill(UNKNOWN);
  for (const [variable, value] of fixed) if (variable < variables) environment[variable] = value;
  return environment;
}

/** A copy with one variable changed. */
export function withValue(environment: Environment, variable: Variable, value: Value): Environment {
  const changed = environment.slice();
  changed[variable] = value;
  return changed;
}

/** The environment with these variables unknown. */
export function withoutAll(environment: Environment, variables: ReadonlySet<Variable>): Environment {
  return environment.map((value, variable) => (variables.has(variable) ? UNKNOWN : value));
}

export function valueOf(environment: Environment, variable: Variable): Value {
  return environment[variable] ?? UNKNOWN;
}

/** Whether one of the variables is still undecided. */
export function anyUnknown(environment: Environment, variables: readonly Variable[]): boolean {
  for (const variable of variables) if (environment[variable] === UNKNOWN) return true;
  return false;
}

/** Values below this pack into number keys; three of them fit into 2^53. */
const PACKED = 1 << 17;
const PACKED_VARIABLES = 3;

export type EnvironmentKey = number | string;

/** A key that two environments share exactly when they agree on `variables`. */
export function environmentKey(environment: Environment, variables: readonly Variable[]): EnvironmentKey {
  if (variables.length > PACKED_VARIABLES) return textKey(environment, variables);
  let key = 0;
  for (const variable of variables) {
    const value = valueOf(environment, variable) - UNKNOWN;
    if (value >= PACKED) return textKey(environment, variables);
    key = key * PACKED + value;
  }
  return key;
}

function textKey(environment: Environment, variables: readonly Variable[]): string {
  let key = '';
  for (const variable of variables) key += `${String(valueOf(environment, variable))},`;
  return key;
}

/** The variables that have a value, with their values. */
export function bindingsOf(environment: Environment): Map<Variable, Value> {
  const bindings = new Map<Variable, Value>();
  environment.forEach((value, variable) => {
    if (value >= 0) bindings.set(variable, value);
  });
  return bindings;
}

/** Lexicographic order; what is shorter comes first. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const order = (a[place] ?? 0) - (b[place] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

import type { AtomTable } from './atoms.js';
import type { Bits } from './bitset.js';
import { UNKNOWN, valueOf, withValue } from './environment.js';
import type { Environment } from './environment.js';
import { partsOf } from './node.js';
import type { Node } from './node.js';
import type { Value, Variable } from './types.js';

/** The values that a variable may take in a formula. */
export interface Candidates {
  /** In rising order. */
  readonly values: readonly Value[];
  /** Whether the formula can only hold where the variable has one of them. */
  readonly required: boolean;
}

/**
 * The values of `variable` with which `node` can hold at one of the states `within`, under an environment in which the
 * variable is unknown. Atoms that must hold narrow each other down; without any, all that may hold are asked.
 */
export function candidatesOf(atoms: AtomTable, variable: Variable, question: Question): Candidates {
  const required = new RequiredValues(atoms, variable).of(question.node, question.environment, question.within);
  const values = required ?? new PossibleValues(atoms, variable).of(question.node, question.environment);
  return { values: [...values].sort((a, b) => a - b), required: required !== null };
}

/** Where candidates are wanted. */
export interface Question {
  readonly node: Node;
  readonly environment: Environment;
  readonly within: Bits | null;
}

/** The environment inside a quantifier: nothing is known of its variable. */
function inside(environment: Environment, variable: Variable): Environment {
  return valueOf(environment, variable) === UNKNOWN ? environment : withValue(environment, variable, UNKNOWN);
}

/** The values that every witness must take one of, or null when some witness needs none. */
class RequiredValues {
  /** By node, environment, and whether the states are known. */
  private readonly known = new Map<Environment, Map<number, ReadonlySet<Value> | null>>();

  constructor(
    private readonly atoms: AtomTable,
    private readonly variable: Variable,
  ) {}

  /** `within` limits the states, or is null: a node is asked at the same states or anywhere. */
  of(node: Node, environment: Environment, within: Bits | null): ReadonlySet<Value> | null {
    if (!node.bindable.has(this.variable)) return isFalse(node) ? new Set() : null;
    const known = this.known.get(environment) ?? new Map<number, ReadonlySet<Value> | null>();
    this.known.set(environment, known);
    const key = node.id * 2 + (within === null ? 0 : 1);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = this.find(node, environment, within);
    known.set(key, found);
    return found;
  }

  private find(node: Node, environment: Environment, within: Bits | null): ReadonlySet<Value> | null {
    switch (node.op) {
      case 'atom': {
        const place = { atom: node.atom, binding: node.binding, environment };
        const { values, open } = this.atoms.valuesOf(place, this.variable, within);
        return open ? null : values;
      }
      case 'and':
        return intersectionOf(node.parts.map((part) => this.of(part, environment, within)));
      case 'or':
        return unionOf(node.parts.map((part) => this.of(part, environment, within)));
      case 'uncheck':
      case 'EG':
        return this.of(node.part, environment, within);
      case 'exists':
        return this.of(node.part, inside(environment, node.variable), within);
      case 'EX':
      case 'AX':
        return this.of(node.part, environment, null);
      case 'EU':
      case 'AU':
        return this.of(node.right, environment, null);
      case 'AW':
        return unionOf([node.left, node.right].map((part) => this.of(part, environment, null)));
      default:
        return null;
    }
  }
}

function isFalse(node: Node): boolean {
  return node.op === 'constant' && !node.value;
}

/** What is in all sets that are known. */
function intersectionOf(sets: readonly (ReadonlySet<Value> | null)[]): ReadonlySet<Value> | null {
  const [first, ...others] = sets.filter((set) => set !== null);
  return first === undefined ? null : new Set([...first].filter((value) => others.every((set) => set.has(value))));
}

function unionOf(sets: readonly (ReadonlySet<Value> | null)[]): ReadonlySet<Value> | null {
  const all = new Set<Value>();
  for (const set of sets) {
    if (set === null) return null;
    for (const value of set) all.add(value);
  }
  return all;
}

/** The values that some positive atom gives the variable. */
class PossibleValues {
  private readonly values = new Set<Value>();
  private readonly seen = new Map<Environment, Set<number>>();

  constructor(
    private readonly atoms: AtomTable,
    private readonly variable: Variable,
  ) {}

  of(node: Node, environment: Environment): ReadonlySet<Value> {
    this.visit(node, environment);
    return this.values;
  }

  private visit(node: Node, environment: Environment): void {
    const seen = this.seen.get(environment) ?? new Set<number>();
    this.seen.set(environment, seen);
    if (seen.has(node.id) || !node.bindable.has(this.variable)) return;
    seen.add(node.id);
    if (node.op === 'atom') {
      const place = { atom: node.atom, binding: node.binding, environment };
      for (const value of this.atoms.valuesOf(place, this.variable, null).values) this.values.add(value);
    }
    const deeper = node.op === 'exists' ? inside(environment, node.variable) : environment;
    for (const part of partsOf(node)) this.visit(part, deeper);
  }
}

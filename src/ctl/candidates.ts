import type { AtomTable } from './atoms.js';
import type { Bits } from './bitset.js';
import type { EdgeKind, EdgeTable } from './edges.js';
import { UNKNOWN, valueOf, withValue } from './environment.js';
import type { Environment } from './environment.js';
import type { Fixpoints } from './fixpoint.js';
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
export function candidatesOf(surroundings: Surroundings, variable: Variable, question: Question): Candidates {
  const required = new RequiredValues(surroundings, variable).of(question.node, question.environment, question.within);
  const values = required ?? new PossibleValues(surroundings.atoms, variable).of(question.node, question.environment);
  return { values: [...values].sort((a, b) => a - b), required: required !== null };
}

/** What values are looked for in. */
export interface Surroundings {
  readonly atoms: AtomTable;
  readonly edges: EdgeTable;
  readonly fixpoints: Fixpoints;
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

/** By number of the node. */
type Answers = Map<number, ReadonlySet<Value> | null>;

/** The values that every witness must take one of, or null when some witness needs none. */
class RequiredValues {
  /** By environment, by the states where a node is asked (null for anywhere), and by node. */
  private readonly known = new Map<Environment, Map<Bits | null, Answers>>();
  /** The successors of sets of states: equal questions have the same set. */
  private readonly images = new Map<EdgeKind, Map<Bits, Bits>>();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly variable: Variable,
  ) {}

  /** `within` limits the states, or is null. */
  of(node: Node, environment: Environment, within: Bits | null): ReadonlySet<Value> | null {
    if (!node.bindable.has(this.variable)) return isFalse(node) ? new Set() : null;
    const known = this.answersAt(environment, within);
    const before = known.get(node.id);
    if (before !== undefined) return before;
    const found = this.find(node, environment, within);
    known.set(node.id, found);
    return found;
  }

  private find(node: Node, environment: Environment, within: Bits | null): ReadonlySet<Value> | null {
    switch (node.op) {
      case 'atom': {
        const place = { atom: node.atom, binding: node.binding, environment };
        const { values, open } = this.surroundings.atoms.valuesOf(place, this.variable, within);
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
        return this.of(node.part, environment, within === null ? null : this.behind(within, node.edges));
      case 'EU':
      case 'AU':
        return this.of(node.right, environment, null);
      case 'AW':
        return unionOf([node.left, node.right].map((part) => this.of(part, environment, null)));
      default:
        return null;
    }
  }

  private answersAt(environment: Environment, within: Bits | null): Answers {
    const byStates = this.known.get(environment) ?? new Map<Bits | null, Answers>();
    const answers = byStates.get(within) ?? new Map<number, ReadonlySet<Value> | null>();
    this.known.set(environment, byStates);
    byStates.set(within, answers);
    return answers;
  }

  private behind(states: Bits, kind: EdgeKind): Bits {
    const images = this.images.get(kind) ?? new Map<Bits, Bits>();
    const { fixpoints, edges } = this.surroundings;
    const image = images.get(states) ?? fixpoints.image(edges[kind], states);
    this.images.set(kind, images);
    images.set(states, image);
    return image;
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

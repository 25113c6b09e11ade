import type { AtomTable } from './atoms.js';
import { allBits, copyOf, covers, difference, isEmpty, join, keep, noBits } from './bitset.js';
import type { Bits } from './bitset.js';
import { candidatesOf } from './candidates.js';
import type { Candidates } from './candidates.js';
import type { Dag } from './dag.js';
import type { EdgeTable } from './edges.js';
import { ABSENT, UNKNOWN, anyUnknown, environmentKey, valueOf, withValue } from './environment.js';
import type { Environment } from './environment.js';
import { complement } from './fixpoint.js';
import type { Fixpoints } from './fixpoint.js';
import type { Memo } from './memo.js';
import type { Meter } from './meter.js';
import type { ExistsNode, NextNode, Node, UntilNode } from './node.js';
import type { Supports } from './support.js';

/**
 * What an answer is when variables are unknown or quantified: all states where the formula may hold (`upper`), states
 * where it holds with any value (`lower`), or exactly the states where it holds, when every free variable is decided.
 */
export const Mode = { exact: 0, upper: 1, lower: 2 } as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** What the evaluator works with. */
export interface Machine {
  readonly states: number;
  readonly dag: Dag;
  readonly supports: Supports;
  readonly atoms: AtomTable;
  readonly edges: EdgeTable;
  readonly fixpoints: Fixpoints;
  readonly memo: Memo;
  readonly meter: Meter;
  /** Whether bounds are computed before quantifiers are gone through. */
  readonly pruning: boolean;
}

/** Boolean model checking: the set of states where a node holds under an environment. */
export class Evaluator {
  readonly none: Bits;
  readonly every: Bits;

  constructor(readonly machine: Machine) {
    this.none = noBits(machine.states);
    this.every = allBits(machine.states);
  }

  /** The states where the node holds; in exact mode no free variable of it may be unknown. */
  evaluate(node: Node, environment: Environment, wanted: Mode = Mode.exact): Bits {
    const mode = !node.quantified && !anyUnknown(environment, node.free) ? Mode.exact : wanted;
    const { memo, meter } = this.machine;
    const key = environmentKey(environment, node.free);
    const known = memo.known(node, mode, key);
    if (known !== undefined) return known;
    meter.spend(this.none.length);
    const bits = this.compute(node, environment, mode);
    memo.keep(node, mode, key, bits);
    return bits;
  }

  /** The values worth trying for the variable of a quantifier. */
  candidates(node: ExistsNode, environment: Environment, within: Bits | null): Candidates {
    const open = withValue(environment, node.variable, UNKNOWN);
    return candidatesOf(this.machine, node.variable, { node: node.part, environment: open, within });
  }

  /** What must hold for a value to count: `part` alone when it cannot hold without binding the variable. */
  boundCase(node: ExistsNode, required: boolean): Node {
    if (node.bound !== null) return node.bound;
    return required ? node.part : this.machine.supports.of([node.variable], node.part);
  }

  private compute(node: Node, environment: Environment, mode: Mode): Bits {
    switch (node.op) {
      case 'constant':
        return node.value ? this.every : this.none;
      case 'atom': {
        const place = { atom: node.atom, binding: node.binding, environment };
        return this.machine.atoms.statesOf(place, mode === Mode.lower ? 'lower' : 'upper');
      }
      case 'and':
        return this.all(node.parts, environment, mode);
      case 'or':
        return this.any(node.parts, environment, mode);
      case 'not':
        return this.negation(node.part, environment, mode);
      case 'uncheck':
        return this.evaluate(node.part, environment, mode);
      case 'exists':
        return mode === Mode.exact ? this.exists(node, environment) : this.existsBound(node, environment, mode);
      case 'EU':
      case 'AU':
      case 'AW':
        return this.until(node, environment, mode);
      default:
        return this.next(node, this.evaluate(node.part, environment, mode));
    }
  }

  /** The dear conjuncts come last, and the temporal ones are asked only where the others hold. */
  private all(parts: readonly Node[], environment: Environment, mode: Mode): Bits {
    const common = copyOf(this.every);
    for (const part of parts) {
      if (part.op === 'EX' || part.op === 'AX') {
        const target = this.evaluate(part.part, environment, mode);
        this.machine.fixpoints.keepBefore(common, this.machine.edges[part.edges], { target, every: part.op === 'AX' });
      } else {
        keep(common, this.evaluate(part, environment, mode));
      }
      if (isEmpty(common)) return this.none;
    }
    return common;
  }

  private any(parts: readonly Node[], environment: Environment, mode: Mode): Bits {
    const sum = copyOf(this.none);
    for (const part of parts) join(sum, this.evaluate(part, environment, mode));
    return sum;
  }

  /** A variable that nothing has bound is quantified here: "no match of it", with whatever value. */
  private negation(part: Node, environment: Environment, mode: Mode): Bits {
    const unbound = part.free.filter((variable) => valueOf(environment, variable) === ABSENT);
    const whole = this.machine.dag.existsAll(unbound, part);
    return complement(this.machine.states, this.evaluate(whole, environment, opposite(mode)));
  }

  private next(node: NextNode, part: Bits): Bits {
    const edges = this.machine.edges[node.edges];
    switch (node.op) {
      case 'EX':
        return this.machine.fixpoints.someNext(edges, part);
      case 'AX':
        return this.machine.fixpoints.everyNext(edges, part);
      case 'WX':
        return this.machine.fixpoints.everyNextIfAny(edges, part);
      case 'EG':
        return this.machine.fixpoints.someAlways(edges, part);
    }
  }

  /** The right side first: without it AU and EU are empty. */
  private until(node: UntilNode, environment: Environment, mode: Mode): Bits {
    const right = this.evaluate(node.right, environment, mode);
    if (node.op !== 'AW' && isEmpty(right)) return this.none;
    const left = this.evaluate(node.left, environment, mode);
    const edges = this.machine.edges[node.edges];
    switch (node.op) {
      case 'EU':
        return this.machine.fixpoints.someUntil(edges, left, right);
      case 'AU':
        return this.machine.fixpoints.everyUntil(edges, left, right);
      case 'AW':
        return this.machine.fixpoints.everyWeakUntil(edges, left, right);
    }
  }

  private existsBound(node: ExistsNode, environment: Environment, mode: Mode): Bits {
    if (node.scoped !== null) return this.evaluate(node.scoped, environment, mode);
    return this.evaluate(node.part, withValue(environment, node.variable, UNKNOWN), mode);
  }

  private exists(node: ExistsNode, environment: Environment): Bits {
    if (node.scoped !== null && this.machine.pruning) return this.evaluate(node.scoped, environment);
    const upper = this.machine.pruning ? this.existsBound(node, environment, Mode.upper) : this.every;
    if (isEmpty(upper) || (this.machine.pruning && isAtomic(node.part))) return upper;
    const found = this.evaluate(node.part, withValue(environment, node.variable, ABSENT));
    return covers(found, upper) ? found : this.search(node, environment, { found, upper });
  }

  /** Tries value after value until all that may hold is found to hold. */
  private search(node: ExistsNode, environment: Environment, bounds: { found: Bits; upper: Bits }): Bits {
    const found = copyOf(bounds.found);
    const { values, required } = this.candidates(node, environment, difference(bounds.upper, found));
    const bound = this.boundCase(node, required);
    this.machine.meter.countCandidates(node.variable, values.length);
    for (const value of values) {
      join(found, this.evaluate(bound, withValue(environment, node.variable, value)));
      if (covers(found, bounds.upper)) break;
    }
    return found;
  }
}

/** Whether the upper bound is the exact answer: nothing is combined below the quantifiers. */
function isAtomic(node: Node): boolean {
  if (node.op === 'exists' || node.op === 'uncheck') return isAtomic(node.part);
  return node.op === 'atom';
}

function opposite(mode: Mode): Mode {
  if (mode === Mode.exact) return mode;
  return mode === Mode.upper ? Mode.lower : Mode.upper;
}

import { hasBit, intersection, isEmpty, union } from './bitset.js';
import type { Bits } from './bitset.js';
import { outDegree } from './edges.js';
import type { Edges } from './edges.js';
import { ABSENT, UNKNOWN, bindingsOf, compareNumbers, environmentKey, withValue } from './environment.js';
import type { Environment } from './environment.js';
import type { Evaluator } from './evaluator.js';
import { allSuccessorsIn, someSuccessorIn } from './fixpoint.js';
import type { AtomNode, ExistsNode, NextNode, Node, UntilNode, UntilOperator } from './node.js';
import type { Hit, State } from './types.js';

/** States at which a node takes part in the witness under one environment. */
interface Visit {
  readonly environment: Environment;
  states: Bits;
}

/** A hit, and its bindings as variable, value, variable, value …, by which hits of one match are put in order. */
interface Find {
  readonly hit: Hit;
  readonly order: readonly number[];
}

/** The hits of one formula at some states where it holds. */
export function witnessOf(evaluator: Evaluator, root: Node, from: Visit): Hit[] {
  return new WitnessWalk(evaluator, root.id).run(root, from);
}

/**
 * Goes down from a formula that holds to the atoms that make it hold, a set of states at a time. Parts have smaller
 * numbers than what they are parts of, so going through the numbers downwards meets every (node, environment) once, with
 * all its states together: no trees, and no alternatives to multiply.
 */
class WitnessWalk {
  /** By number of the node: its visits by environment. */
  private readonly waiting: Map<number | string, Visit>[] = [];
  private readonly nodes: Node[] = [];
  private readonly found: Find[] = [];

  constructor(
    private readonly evaluator: Evaluator,
    private readonly top: number,
  ) {}

  run(root: Node, from: Visit): Hit[] {
    this.add(root, from.environment, from.states);
    for (let id = this.top; id >= 0; id--) {
      const node = this.nodes[id];
      if (node === undefined) continue;
      for (const visit of this.waiting[id]?.values() ?? []) this.visit(node, visit);
    }
    const sorted = this.found.sort(compareFinds);
    const once = sorted.filter((find, place) => {
      const before = sorted[place - 1];
      return before === undefined || compareFinds(before, find) !== 0;
    });
    return once.map(({ hit }) => hit);
  }

  private add(node: Node, environment: Environment, states: Bits): void {
    if (!node.witness || isEmpty(states)) return;
    const kept = restricted(environment, node);
    const key = environmentKey(kept, [...kept.keys()]);
    const visits = (this.waiting[node.id] ??= new Map());
    this.nodes[node.id] = node;
    const known = visits.get(key);
    if (known === undefined) visits.set(key, { environment: kept, states });
    else known.states = union(known.states, states);
  }

  /** Adds a part at those of the states where it holds. */
  private addWhereTrue(node: Node, environment: Environment, states: Bits): void {
    if (!node.witness) return;
    this.add(node, environment, intersection(states, this.evaluator.evaluate(node, environment)));
  }

  private visit(node: Node, { environment, states }: Visit): void {
    this.evaluator.machine.meter.spend(states.length);
    switch (node.op) {
      case 'atom':
        this.record(node, environment, states);
        return;
      case 'and':
        for (const part of node.parts) this.add(part, environment, states);
        return;
      case 'or':
        for (const part of node.parts) this.addWhereTrue(part, environment, states);
        return;
      case 'exists':
        this.alternatives(node, environment, states);
        return;
      case 'EX':
      case 'AX':
      case 'WX':
        this.addWhereTrue(node.part, environment, this.successors(node, states));
        return;
      case 'EG':
        this.endless(node, environment, states);
        return;
      case 'EU':
      case 'AU':
      case 'AW':
        this.until(node, environment, states);
        return;
      default:
        // Constants, negations and unchecked parts have no witness.
        return;
    }
  }

  /** Every value, or none, with which a quantified formula holds at the states. */
  private alternatives(node: ExistsNode, environment: Environment, states: Bits): void {
    const { values, required } = this.evaluator.candidates(node, environment, states);
    const bound = this.evaluator.boundCase(node, required);
    this.addWhereTrue(node.part, withValue(environment, node.variable, ABSENT), states);
    for (const value of values) {
      const inner = withValue(environment, node.variable, value);
      this.add(node.part, inner, intersection(states, this.evaluator.evaluate(bound, inner)));
    }
  }

  /** The left side where a path goes on, the right side wherever it holds on the way. */
  private until(node: UntilNode, environment: Environment, states: Bits): void {
    const { evaluator } = this;
    const within = evaluator.evaluate(node, environment);
    const left = evaluator.evaluate(node.left, environment);
    const edges = evaluator.machine.edges[node.edges];
    const leaves = (state: State): boolean => hasBit(left, state) && goesOn(node.op, edges, { state, within });
    const search = evaluator.machine.fixpoints.reach(edges, states, { leaves, within });
    this.addWhereTrue(node.right, environment, search.reached);
    this.add(node.left, environment, search.left);
  }

  private endless(node: NextNode, environment: Environment, states: Bits): void {
    const { fixpoints, edges } = this.evaluator.machine;
    const within = this.evaluator.evaluate(node, environment);
    const { reached } = fixpoints.reach(edges[node.edges], states, { leaves: () => true, within });
    this.add(node.part, environment, reached);
  }

  private successors(node: NextNode, states: Bits): Bits {
    const { fixpoints, edges } = this.evaluator.machine;
    return fixpoints.image(edges[node.edges], states);
  }

  private record(node: AtomNode, environment: Environment, states: Bits): void {
    const place = { atom: node.atom, binding: node.binding, environment };
    const bindings = bindingsOf(environment);
    const order = [...bindings].flat();
    for (const { state, tag } of this.evaluator.machine.atoms.matchesAt(place, states)) {
      this.found.push({ hit: { atom: node.atom, state, tag, bindings }, order });
    }
  }
}

/** Whether an until that holds at all of `within` also goes on from a state of its left side. */
function goesOn(op: UntilOperator, edges: Edges, { state, within }: { state: State; within: Bits }): boolean {
  if (op === 'EU') return someSuccessorIn(edges, state, within);
  return allSuccessorsIn(edges, state, within) || (op === 'AW' && outDegree(edges, state) === 0);
}

/** Without the variables that no hit inside depends on or reports. */
function restricted(environment: Environment, node: Node): Environment {
  const { kept } = node;
  return kept === null ? environment : environment.map((value, variable) => (kept.has(variable) ? value : UNKNOWN));
}

function compareFinds({ hit: a, order: left }: Find, { hit: b, order: right }: Find): number {
  const order = a.state - b.state || a.atom - b.atom || a.tag - b.tag;
  return order !== 0 || left === right ? order : compareNumbers(left, right);
}

import { intersection, isEmpty, union } from './bitset.js';
import type { Bits } from './bitset.js';
import { ABSENT, UNKNOWN, bindingsOf, compareBindings, environmentKey, withValue } from './environment.js';
import type { Environment } from './environment.js';
import type { Evaluator } from './evaluator.js';
import type { Bounds } from './fixpoint.js';
import type { AtomNode, ExistsNode, NextNode, Node, UntilNode } from './node.js';
import type { Hit } from './types.js';

/** States at which a node takes part in the witness under one environment. */
interface Visit {
  readonly environment: Environment;
  states: Bits;
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
  private readonly hits: Hit[] = [];

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
    const sorted = this.hits.sort(compareHits);
    return sorted.filter((hit, place) => place === 0 || compareHits(hit, sorted[place - 1] ?? hit) !== 0);
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
    const next = { EU: 'EX', AU: 'AX', AW: 'WX' } as const;
    const { dag } = evaluator.machine;
    const goesOn = dag.and([node.left, dag.next(next[node.op], node, node.edges)]);
    const through = evaluator.evaluate(goesOn, environment);
    const reached = this.reach(node, states, { through, within: evaluator.evaluate(node, environment) });
    this.addWhereTrue(node.right, environment, reached);
    this.add(node.left, environment, intersection(reached, through));
  }

  private endless(node: NextNode, environment: Environment, states: Bits): void {
    const whole = this.evaluator.evaluate(node, environment);
    this.add(node.part, environment, this.reach(node, states, { through: whole, within: whole }));
  }

  private successors(node: NextNode, states: Bits): Bits {
    const { fixpoints, edges } = this.evaluator.machine;
    return fixpoints.image(edges[node.edges], states);
  }

  private reach(node: UntilNode | NextNode, from: Bits, bounds: Bounds): Bits {
    const { fixpoints, edges } = this.evaluator.machine;
    return fixpoints.reach(edges[node.edges], from, bounds);
  }

  private record(node: AtomNode, environment: Environment, states: Bits): void {
    const place = { atom: node.atom, binding: node.binding, environment };
    const bindings = bindingsOf(environment);
    for (const { state, tag } of this.evaluator.machine.atoms.matchesAt(place, states)) {
      this.hits.push({ atom: node.atom, state, tag, bindings });
    }
  }
}

/** Without the variables that no hit inside depends on or reports. */
function restricted(environment: Environment, node: Node): Environment {
  const { kept } = node;
  return kept === null ? environment : environment.map((value, variable) => (kept.has(variable) ? value : UNKNOWN));
}

function compareHits(a: Hit, b: Hit): number {
  return a.state - b.state || a.atom - b.atom || a.tag - b.tag || compareBindings(a.bindings, b.bindings);
}

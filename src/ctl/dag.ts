import type { EdgeKind } from './edges.js';
import { partsOf } from './node.js';
import type { ExistsShape, Facts, NextOperator, Node, Shape, UntilOperator } from './node.js';
import { scoped } from './scope.js';
import type { Atom, Model, Variable } from './types.js';

/** What an operator adds to the cost of its parts. */
const COST = { next: 4, until: 30, quantifierFactor: 8, most: 1e12 } as const;

/**
 * Maker of nodes: equal nodes are one, so every answer about a node is worked out once. Nodes are also made while formulas
 * are checked; no order depends on their numbers, so it does not matter what was checked before.
 */
export class Dag {
  private readonly nodes = new Map<string, Node>();
  /** Equal sets are one: there are many nodes, and few sets of variables. */
  private readonly sets = new Map<string, Set<Variable>>();

  constructor(private readonly model: Pick<Model, 'variables' | 'wanted'>) {}

  /** Every node so far. */
  all(): Iterable<Node> {
    return this.nodes.values();
  }

  constant(value: boolean): Node {
    return this.node(`constant ${String(value)}`, { op: 'constant', value });
  }

  /** The atom by matches that bind every variable of `binding`. */
  atom(atom: Atom, binding: readonly Variable[] = []): Node {
    const sorted = [...new Set(binding)].sort((a, b) => a - b);
    return this.node(`atom ${String(atom)} ${sorted.join(',')}`, { op: 'atom', atom, binding: sorted });
  }

  /** Conjuncts are kept in order of cost. */
  and(parts: readonly Node[]): Node {
    const flat = new Set(parts.flatMap((part) => (part.op === 'and' ? part.parts : [part])));
    flat.delete(this.constant(true));
    const falsity = this.constant(false);
    if (flat.has(falsity)) return falsity;
    return this.junction(
      'and',
      [...flat].sort((a, b) => a.cost - b.cost),
      true,
    );
  }

  or(parts: readonly Node[]): Node {
    const flat = new Set(parts.flatMap((part) => (part.op === 'or' ? part.parts : [part])));
    flat.delete(this.constant(false));
    return this.junction('or', [...flat], false);
  }

  private junction(op: 'and' | 'or', parts: readonly Node[], unit: boolean): Node {
    const [first = this.constant(unit), second] = parts;
    return second === undefined ? first : this.node(`${op} ${idsOf(parts)}`, { op, parts });
  }

  /** Two negations leave the truth and take the witness. */
  not(part: Node): Node {
    if (part.op === 'constant') return this.constant(!part.value);
    if (part.op === 'not') return this.uncheck(part.part);
    if (part.op === 'uncheck') return this.not(part.part);
    return this.node(`not ${String(part.id)}`, { op: 'not', part });
  }

  uncheck(part: Node): Node {
    return part.witness ? this.node(`uncheck ${String(part.id)}`, { op: 'uncheck', part }) : part;
  }

  exists(variable: Variable, part: Node): Node {
    if (!part.free.includes(variable)) return part;
    const key = `exists ${String(variable)} ${String(part.id)}`;
    const known = this.nodes.get(key);
    return known ?? this.node(key, { op: 'exists', variable, part, bound: null, scoped: scoped(this, variable, part) });
  }

  /** Quantifies several variables, the last one innermost. */
  existsAll(variables: readonly Variable[], part: Node): Node {
    return variables.reduceRight((inner, variable) => this.exists(variable, inner), part);
  }

  /** A quantifier whose two cases are different formulas; `bound` implies `part`. */
  existsEither(variable: Variable, part: Node, bound: Node): Node {
    const shape: ExistsShape = { op: 'exists', variable, part, bound, scoped: null };
    return this.node(`exists ${String(variable)} ${idsOf([part, bound])}`, shape);
  }

  next(op: NextOperator, part: Node, edges: EdgeKind): Node {
    if (op !== 'WX' && part.op === 'constant' && !part.value) return part;
    return this.node(`${op} ${edges} ${String(part.id)}`, { op, part, edges });
  }

  until(op: UntilOperator, [left, right]: readonly [Node, Node], edges: EdgeKind): Node {
    if (op !== 'AW' && right.op === 'constant' && !right.value) return right;
    return this.node(`${op} ${edges} ${idsOf([left, right])}`, { op, left, right, edges });
  }

  private node(key: string, shape: Shape): Node {
    const known = this.nodes.get(key);
    if (known !== undefined) return known;
    const made: Node = { ...shape, ...this.factsOf(shape) };
    this.nodes.set(key, made);
    return made;
  }

  private factsOf(shape: Shape): Facts {
    const parts = partsOf(shape);
    const kept = this.keptOf(shape);
    return {
      id: this.nodes.size,
      free: [...this.freeOf(shape)].sort((a, b) => a - b),
      bindable: this.shared(this.bindableOf(shape)),
      witness: shape.op === 'atom' || (shape.op !== 'not' && shape.op !== 'uncheck' && parts.some((p) => p.witness)),
      quantified: shape.op === 'exists' || parts.some((part) => part.quantified),
      kept: kept === null ? null : this.shared(kept),
      cost: costOf(shape),
    };
  }

  private shared(set: Set<Variable>): Set<Variable> {
    const key = [...set].sort((a, b) => a - b).join();
    const known = this.sets.get(key) ?? set;
    this.sets.set(key, known);
    return known;
  }

  private freeOf(shape: Shape): Set<Variable> {
    const free = new Set(shape.op === 'atom' ? this.model.variables(shape.atom) : unionOf(partsOf(shape), 'free'));
    if (shape.op === 'exists') free.delete(shape.variable);
    return free;
  }

  private bindableOf(shape: Shape): Set<Variable> {
    if (shape.op === 'not') return new Set();
    if (shape.op === 'atom') return new Set(this.model.variables(shape.atom));
    const bindable = new Set(unionOf(partsOf(shape), 'bindable'));
    if (shape.op === 'exists') bindable.delete(shape.variable);
    return bindable;
  }

  private keptOf(shape: Shape): Set<Variable> | null {
    if (this.model.wanted === undefined) return null;
    const kept = this.freeOf(shape);
    const wanted = shape.op === 'atom' ? this.model.wanted(shape.atom) : unionOf(partsOf(shape), 'kept');
    for (const variable of wanted) if (shape.op !== 'exists' || shape.variable !== variable) kept.add(variable);
    return kept;
  }
}

function unionOf(parts: readonly Node[], fact: 'free' | 'bindable' | 'kept'): Variable[] {
  return parts.flatMap((part) => [...(part[fact] ?? [])]);
}

function idsOf(nodes: readonly Node[]): string {
  return nodes.map((node) => node.id).join(',');
}

function costOf(shape: Shape): number {
  const inside = partsOf(shape).reduce((sum, part) => sum + part.cost, 1);
  return Math.min(COST.most, ownCost(shape, inside));
}

function ownCost(shape: Shape, inside: number): number {
  switch (shape.op) {
    case 'exists':
      return inside * COST.quantifierFactor;
    case 'EX':
    case 'AX':
    case 'WX':
      return inside + COST.next;
    case 'EG':
    case 'EU':
    case 'AU':
    case 'AW':
      return inside + COST.until;
    default:
      return inside;
  }
}

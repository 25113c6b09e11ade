import type { Dag } from './dag.js';
import type { ExistsNode, NextNode, Node, UntilNode } from './node.js';
import type { Variable } from './types.js';

/**
 * Turns "φ holds" into "φ holds by a witness that binds these variables". A value counts only where some positive atom
 * binds it: a variable that stays open has no value, and one that is only under a negation has none either.
 *
 * Along one path (conjunction, EX, EU) the variables must be bound together, by parts that hold at once; where all
 * paths count (AX, AU, AW) each variable may be bound on a path of its own.
 */
export class Supports {
  private readonly known = new Map<string, Node>();

  constructor(private readonly dag: Dag) {}

  /** The node that holds where `node` does by a witness binding every variable of `variables`. */
  of(variables: readonly Variable[], node: Node): Node {
    if (variables.length === 0) return node;
    if (!variables.every((variable) => node.bindable.has(variable))) return this.dag.constant(false);
    const key = `${String(node.id)} ${variables.join(',')}`;
    const made = this.known.get(key) ?? this.make(variables, node);
    this.known.set(key, made);
    return made;
  }

  private make(variables: readonly Variable[], node: Node): Node {
    const { dag } = this;
    switch (node.op) {
      case 'atom':
        return dag.atom(node.atom, [...node.binding, ...variables]);
      case 'uncheck':
        return dag.uncheck(this.of(variables, node.part));
      case 'or':
        return dag.or(node.parts.map((part) => this.of(variables, part)));
      case 'and':
        return this.shared(variables, node.parts);
      case 'exists':
        return this.quantified(variables, node);
      case 'EX':
        return dag.next('EX', this.of(variables, node.part), node.edges);
      case 'AX':
        return dag.and([node, ...variables.map((v) => dag.next('EX', this.of([v], node.part), node.edges))]);
      case 'EG':
        return this.onEndlessPaths(variables, node);
      case 'EU':
        return this.onOnePath(variables, node);
      case 'AU':
      case 'AW':
        return this.onAllPaths(variables, node);
      default:
        // Nothing below binds: constants and negations.
        return dag.constant(false);
    }
  }

  /** Every way of sharing the variables out to the conjuncts. */
  private shared(variables: readonly Variable[], parts: readonly Node[]): Node {
    const [first, ...rest] = parts;
    if (first === undefined) return this.dag.constant(variables.length === 0);
    const ways = splits(variables).map(([mine, others]) => {
      const own = this.of(mine, first);
      return own.op === 'constant' && !own.value ? own : this.dag.and([own, this.shared(others, rest)]);
    });
    return this.dag.or(ways);
  }

  private quantified(variables: readonly Variable[], node: ExistsNode): Node {
    if (node.scoped !== null) return this.of(variables, node.scoped);
    const both = [...variables, node.variable].sort((a, b) => a - b);
    return this.dag.existsEither(node.variable, this.of(variables, node.part), this.of(both, node.part));
  }

  /** EU: go on until the right side binds what the left side has not bound before. */
  private onOnePath(variables: readonly Variable[], node: UntilNode): Node {
    const ends = splits(variables).flatMap(([mine, others]) => {
      if (mine.length === 0) return [];
      const own = this.of(mine, node.left);
      return [this.dag.and([own, this.dag.next('EX', this.of(others, node), node.edges)])];
    });
    return this.dag.until('EU', [node.left, this.dag.or([this.of(variables, node.right), ...ends])], node.edges);
  }

  /** AU, AW: each variable is bound somewhere on the paths that lead from here to the right side. */
  private onAllPaths(variables: readonly Variable[], node: UntilNode): Node {
    const { dag } = this;
    // `node` follows from the others; it is there because it is known already and leaves fewer states to look at.
    const goesOn = dag.and([node, node.left, dag.next(node.op === 'AU' ? 'AX' : 'WX', node, node.edges)]);
    const bound = (v: Variable): Node => dag.or([this.of([v], node.right), dag.and([goesOn, this.of([v], node.left)])]);
    const reached = variables.map((v) => dag.until('EU', [goesOn, bound(v)], node.edges));
    return dag.and([node, ...reached]);
  }

  /** EG: each variable is bound somewhere on the paths that can go on. */
  private onEndlessPaths(variables: readonly Variable[], node: NextNode): Node {
    const bound = (v: Variable): Node => this.dag.and([node, this.of([v], node.part)]);
    return this.dag.and([node, ...variables.map((v) => this.dag.until('EU', [node, bound(v)], node.edges))]);
  }
}

/** All ways to part the variables in two. */
function splits(variables: readonly Variable[]): (readonly [readonly Variable[], readonly Variable[]])[] {
  return Array.from({ length: 2 ** variables.length }, (_, chosen) => [
    variables.filter((__, place) => ((chosen >> place) & 1) === 1),
    variables.filter((__, place) => ((chosen >> place) & 1) === 0),
  ]);
}

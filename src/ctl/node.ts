import type { EdgeKind } from './edges.js';
import type { Atom, Variable } from './types.js';

/** What is known of every node of a compiled formula. */
export interface Facts {
  /** Parts have smaller numbers than the nodes they are parts of. */
  readonly id: number;
  /** Variables that no quantifier inside binds, in rising order. */
  readonly free: readonly Variable[];
  /** Those of them that a positive atom may bind. */
  readonly bindable: ReadonlySet<Variable>;
  /** Whether atoms inside can be part of a witness. */
  readonly witness: boolean;
  /** Whether there is a quantifier inside, so that bounds are cheaper than the exact answer. */
  readonly quantified: boolean;
  /** The variables from outside that hits inside depend on or report; null for all that are in force. */
  readonly kept: ReadonlySet<Variable> | null;
  /** A guess at how dear the node is, for the order in which conjuncts are tried. */
  readonly cost: number;
}

export type Shape =
  | { readonly op: 'constant'; readonly value: boolean }
  | AtomShape
  | { readonly op: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly op: 'not' | 'uncheck'; readonly part: Node }
  | ExistsShape
  | NextShape
  | UntilShape;

export interface AtomShape {
  readonly op: 'atom';
  readonly atom: Atom;
  /** Only matches that bind all of these count. */
  readonly binding: readonly Variable[];
}

/** `part` with the variable absent, or `bound` with some value of it. */
export interface ExistsShape {
  readonly op: 'exists';
  readonly variable: Variable;
  readonly part: Node;
  /** Null for: `part`, by a witness that binds the variable. */
  readonly bound: Node | null;
  /** The same with the quantifier moved inwards, or null when it cannot move. */
  readonly scoped: Node | null;
}

export interface NextShape {
  readonly op: NextOperator;
  readonly part: Node;
  readonly edges: EdgeKind;
}

export interface UntilShape {
  readonly op: UntilOperator;
  readonly left: Node;
  readonly right: Node;
  readonly edges: EdgeKind;
}

/** `WX` is `AX` that holds where there is no successor. */
export type NextOperator = 'EX' | 'AX' | 'WX' | 'EG';
export type UntilOperator = 'EU' | 'AU' | 'AW';

/** A subformula; equal ones are one node. */
export type Node = Shape & Facts;
export type AtomNode = AtomShape & Facts;
export type ExistsNode = ExistsShape & Facts;
export type NextNode = NextShape & Facts;
export type UntilNode = UntilShape & Facts;

/** The nodes directly inside a node. */
export function partsOf(shape: Shape): readonly Node[] {
  switch (shape.op) {
    case 'constant':
    case 'atom':
      return [];
    case 'and':
    case 'or':
      return shape.parts;
    case 'exists':
      return shape.bound === null ? [shape.part] : [shape.part, shape.bound];
    case 'EU':
    case 'AU':
    case 'AW':
      return [shape.left, shape.right];
    default:
      return [shape.part];
  }
}

import type { EdgeKind } from './edges.js';
import type { NextOperator, Node, UntilOperator } from './node.js';
import type { Variable } from './types.js';

/** Makes formulas; the table of shared formulas does. */
export interface FormulaMaker {
  and(parts: readonly Node[]): Node;
  or(parts: readonly Node[]): Node;
  not(part: Node): Node;
  exists(variable: Variable, part: Node): Node;
  next(op: NextOperator, part: Node, edges: EdgeKind): Node;
  until(op: UntilOperator, sides: readonly [Node, Node], edges: EdgeKind): Node;
}

/**
 * `∃ variable. part` with the quantifier moved inwards as far as it goes, or null when it cannot move: it passes `∨`, EX
 * and the right side of EU, and leaves behind what does not use the variable. Fewer states and atoms below a quantifier
 * are fewer values to try. Only the truth is the same: witnesses are taken from the formula as it was written.
 */
export function scoped(dag: FormulaMaker, variable: Variable, part: Node): Node | null {
  switch (part.op) {
    case 'or':
      return dag.or(part.parts.map((branch) => dag.exists(variable, branch)));
    case 'and':
      return besideOthers(dag, variable, part.parts);
    case 'not':
      return dag.not(dag.exists(variable, part.part));
    case 'uncheck':
      return dag.exists(variable, part.part);
    case 'exists': {
      const inner = dag.exists(variable, part.part);
      const moved = part.bound === null && inner.op === 'exists' ? inner.scoped : null;
      return moved === null ? null : dag.exists(part.variable, moved);
    }
    case 'EX':
      return dag.next('EX', dag.exists(variable, part.part), part.edges);
    case 'EU': {
      const stays = part.left.free.includes(variable);
      return stays ? null : dag.until('EU', [part.left, dag.exists(variable, part.right)], part.edges);
    }
    default:
      return null;
  }
}

function besideOthers(dag: FormulaMaker, variable: Variable, parts: readonly Node[]): Node | null {
  const inside = parts.filter((part) => part.free.includes(variable));
  if (inside.length === parts.length) return null;
  const outside = parts.filter((part) => !part.free.includes(variable));
  return dag.and([...outside, dag.exists(variable, dag.and(inside))]);
}

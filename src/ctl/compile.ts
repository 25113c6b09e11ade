import type { Dag } from './dag.js';
import type { EdgeKind } from './edges.js';
import type { Node } from './node.js';
import type { Formula } from './types.js';

/** The node of a formula; AF, EF, AG and ordered choice become the operators that they are short for. */
export function compile(dag: Dag, formula: Formula): Node {
  const known = new Map<Formula, Node>();
  const visit = (part: Formula): Node => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const made = build(dag, part, visit);
    known.set(part, made);
    return made;
  };
  return visit(formula);
}

function build(dag: Dag, formula: Formula, visit: (part: Formula) => Node): Node {
  switch (formula.op) {
    case 'true':
    case 'false':
      return dag.constant(formula.op === 'true');
    case 'atom':
      return dag.atom(formula.atom);
    case 'and':
      return dag.and(formula.parts.map(visit));
    case 'or':
      return dag.or(formula.parts.map(visit));
    case 'seqor':
      return orderedChoice(dag, visit(formula.first), visit(formula.second));
    case 'not':
      return dag.not(visit(formula.part));
    case 'uncheck':
      return dag.uncheck(visit(formula.part));
    case 'exists':
      return dag.exists(formula.variable, visit(formula.part));
    default:
      return temporal(dag, formula, visit);
  }
}

function orderedChoice(dag: Dag, first: Node, second: Node): Node {
  return dag.or([first, dag.and([dag.not(first), second])]);
}

type Temporal = Extract<Formula, { readonly op: 'AX' | 'EX' | 'AF' | 'EF' | 'AG' | 'EG' | 'AU' | 'EU' | 'AW' }>;

function temporal(dag: Dag, formula: Temporal, visit: (part: Formula) => Node): Node {
  const edges = edgesOf(formula);
  switch (formula.op) {
    case 'AX':
    case 'EX':
    case 'EG':
      return dag.next(formula.op, visit(formula.part), edges);
    case 'AF':
      return dag.until('AU', [dag.constant(true), visit(formula.part)], edges);
    case 'EF':
      return dag.until('EU', [dag.constant(true), visit(formula.part)], edges);
    case 'AG':
      return dag.until('AW', [visit(formula.part), dag.constant(false)], edges);
    case 'AU':
    case 'EU':
    case 'AW':
      return dag.until(formula.op, [visit(formula.left), visit(formula.right)], edges);
  }
}

/** What says "every" follows direct edges only, what says "some" all of them. */
function edgesOf(formula: Temporal): EdgeKind {
  const every = formula.op === 'AX' || formula.op === 'AF' || formula.op === 'AG' || formula.op === 'AU' || formula.op === 'AW';
  const back = formula.backwards === true;
  if (every) return back ? 'direct back' : 'direct';
  return back ? 'all back' : 'all';
}

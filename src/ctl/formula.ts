/**
 * Makers of formulas. Equal formulas are one object, so sharing a part costs nothing and survives structured clone.
 * They simplify only what keeps witnesses: constants, repeated and nested conjuncts, `¬¬φ` (which is `uncheck φ`, since
 * nothing under a negation is part of a witness).
 */
import { interned } from './intern.js';
import type { Atom, Formula, Model, Variable } from './types.js';

/** Which way a temporal operator looks; omitted is forwards. */
export type Way = 'forwards' | 'backwards';

export const truth: Formula = interned('true', [], { op: 'true' });
export const falsity: Formula = interned('false', [], { op: 'false' });

export function atom(index: Atom): Formula {
  return interned(`atom ${String(index)}`, [], { op: 'atom', atom: index });
}

/** Conjunction; of nothing it is `truth`. */
export function and(...parts: readonly Formula[]): Formula {
  return parts.includes(falsity) ? falsity : junction('and', parts, truth);
}

/** Disjunction: every branch that holds takes part in the witness, even beside `truth`; of nothing it is `falsity`. */
export function or(...parts: readonly Formula[]): Formula {
  return junction('or', parts, falsity);
}

function junction(op: 'and' | 'or', parts: readonly Formula[], unit: Formula): Formula {
  const flat = new Set(parts.flatMap((part) => (part.op === op ? part.parts : [part])));
  flat.delete(unit);
  const [first = unit, second] = flat;
  if (second === undefined) return first;
  const kept = [...flat];
  return interned(op, kept, { op, parts: kept });
}

/** Ordered choice: `second` only at states, and with bindings, where `first` does not hold. */
export function seqor(first: Formula, second: Formula): Formula {
  if (first === falsity || first === second) return second;
  if (second === falsity) return first;
  return interned('seqor', [first, second], { op: 'seqor', first, second });
}

/** Negation; nothing in it binds a variable for the outside or is part of a witness. */
export function not(part: Formula): Formula {
  if (part === truth) return falsity;
  if (part === falsity) return truth;
  if (part.op === 'not') return uncheck(part.part);
  if (part.op === 'uncheck') return not(part.part);
  return interned('not', [part], { op: 'not', part });
}

/** Holds and binds as `part`, but leaves no witness. */
export function uncheck(part: Formula): Formula {
  if (part === truth || part === falsity || part.op === 'not' || part.op === 'uncheck') return part;
  return interned('uncheck', [part], { op: 'uncheck', part });
}

/** Some value of `variable`, or none where `part` needs none; each place may use another. */
export function exists(variable: Variable, part: Formula): Formula {
  if (part === truth || part === falsity) return part;
  return interned(`exists ${String(variable)}`, [part], { op: 'exists', variable, part });
}

/** At some successor, control edges included. */
export function ex(part: Formula, way: Way = 'forwards'): Formula {
  return next('EX', part, way);
}

/** At every direct successor, of which there is at least one. */
export function ax(part: Formula, way: Way = 'forwards'): Formula {
  return next('AX', part, way);
}

/** At some state on some path from here, this state included. */
export function ef(part: Formula, way: Way = 'forwards'): Formula {
  return next('EF', part, way);
}

/** At some state on every path of direct edges from here, this state included. */
export function af(part: Formula, way: Way = 'forwards'): Formula {
  return next('AF', part, way);
}

/** At every state of some path, which ends only where there is no successor. */
export function eg(part: Formula, way: Way = 'forwards'): Formula {
  return next('EG', part, way);
}

/** At every state of every path of direct edges. */
export function ag(part: Formula, way: Way = 'forwards'): Formula {
  return next('AG', part, way);
}

function next(op: 'EX' | 'AX' | 'EF' | 'AF' | 'EG' | 'AG', part: Formula, way: Way): Formula {
  if (part === falsity) return falsity;
  const backwards = way === 'backwards';
  return interned(`${op} ${way}`, [part], backwards ? { op, part, backwards } : { op, part });
}

/** Some path through `left` reaches `right`; control edges included. */
export function eu(left: Formula, right: Formula, way: Way = 'forwards'): Formula {
  return right === falsity ? falsity : until('EU', [left, right], way);
}

/** Every path of direct edges goes through `left` and reaches `right`; a path that loops for ever does not. */
export function au(left: Formula, right: Formula, way: Way = 'forwards'): Formula {
  return right === falsity ? falsity : until('AU', [left, right], way);
}

/** As `au`, but a path may also stay in `left` for ever or end there. */
export function aw(left: Formula, right: Formula, way: Way = 'forwards'): Formula {
  return until('AW', [left, right], way);
}

/** `au` that looks away from loops: whoever can always still reach `right` need not leave the loop. */
export function auAcrossLoops(left: Formula, right: Formula, way: Way = 'forwards'): Formula {
  return aw(and(left, uncheck(eu(left, right, way))), right, way);
}

function until(op: 'EU' | 'AU' | 'AW', parts: readonly [Formula, Formula], way: Way): Formula {
  const [left, right] = parts;
  const backwards = way === 'backwards';
  return interned(`${op} ${way}`, parts, backwards ? { op, left, right, backwards } : { op, left, right });
}

/** The variables that no quantifier of the formula binds, in rising order. */
export function freeVariables(formula: Formula, model: Pick<Model, 'variables'>): readonly Variable[] {
  const known = new Map<Formula, ReadonlySet<Variable>>();
  const visit = (part: Formula): ReadonlySet<Variable> => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const free = new Set(
      part.op === 'atom' ? model.variables(part.atom) : children(part).flatMap((c) => [...visit(c)]),
    );
    if (part.op === 'exists') free.delete(part.variable);
    known.set(part, free);
    return free;
  };
  return [...visit(formula)].sort((a, b) => a - b);
}

/** The formulas directly inside a formula, in order. */
export function children(formula: Formula): readonly Formula[] {
  switch (formula.op) {
    case 'true':
    case 'false':
    case 'atom':
      return [];
    case 'and':
    case 'or':
      return formula.parts;
    case 'seqor':
      return [formula.first, formula.second];
    case 'AU':
    case 'EU':
    case 'AW':
      return [formula.left, formula.right];
    default:
      return [formula.part];
  }
}

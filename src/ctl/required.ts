import type { Atom, Formula } from './types.js';

const NONE: ReadonlySet<Atom> = new Set();

const known = new WeakMap<Formula, ReadonlySet<Atom> | null>();

/**
 * Atoms each of which must hold at some state for the formula to hold at any, in the order in which they are met; null
 * for a formula that holds nowhere. Asking for them is all that most graphs need to be ruled out.
 */
export function requiredAtoms(formula: Formula): ReadonlySet<Atom> | null {
  let atoms = known.get(formula);
  if (atoms === undefined) known.set(formula, (atoms = find(formula)));
  return atoms;
}

function find(formula: Formula): ReadonlySet<Atom> | null {
  switch (formula.op) {
    case 'true':
    case 'not':
      return NONE;
    case 'false':
      return null;
    case 'atom':
      return new Set([formula.atom]);
    case 'and':
      return ofAll(formula.parts);
    case 'or':
      return ofAny(formula.parts);
    case 'seqor':
      return ofAny([formula.first, formula.second]);
    case 'AU':
    case 'EU':
      return requiredAtoms(formula.right);
    case 'AW':
      return ofAny([formula.left, formula.right]);
    default:
      return requiredAtoms(formula.part);
  }
}

function ofAll(parts: readonly Formula[]): ReadonlySet<Atom> | null {
  const all = new Set<Atom>();
  for (const part of parts) {
    const own = requiredAtoms(part);
    if (own === null) return null;
    for (const atom of own) all.add(atom);
  }
  return all;
}

function ofAny(parts: readonly Formula[]): ReadonlySet<Atom> | null {
  const [first, ...others] = parts.map(requiredAtoms).filter((own) => own !== null);
  if (first === undefined) return null;
  return new Set([...first].filter((atom) => others.every((own) => own.has(atom))));
}

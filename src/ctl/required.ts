import type { Atom, Formula } from './types.js';

/** Atoms one of which must hold at some state, in rising order. */
export type Clause = readonly Atom[];

/** By their atoms as text: equal clauses are one. */
type Clauses = ReadonlyMap<string, Clause>;

const NONE: Clauses = new Map();

const known = new WeakMap<Formula, readonly Clause[] | null>();

/**
 * Of each of these clauses an atom must hold at some state for the formula to hold at any, in the order in which they are
 * met; null for a formula that holds nowhere. Asking for them is all that most graphs need to be ruled out.
 */
export function requiredClauses(formula: Formula): readonly Clause[] | null {
  let clauses = known.get(formula);
  if (clauses === undefined) {
    const found = new Search().of(formula);
    known.set(formula, (clauses = found === null ? null : [...found.values()]));
  }
  return clauses;
}

class Search {
  readonly #known = new Map<Formula, Clauses | null>();

  of(formula: Formula): Clauses | null {
    let clauses = this.#known.get(formula);
    if (clauses === undefined) this.#known.set(formula, (clauses = this.#find(formula)));
    return clauses;
  }

  #find(formula: Formula): Clauses | null {
    switch (formula.op) {
      case 'true':
      case 'not':
        return NONE;
      case 'false':
        return null;
      case 'atom':
        return byText([[formula.atom]]);
      case 'and':
        return this.#ofAll(formula.parts);
      case 'or':
        return this.#ofAny(formula.parts);
      case 'seqor':
        return this.#ofAny([formula.first, formula.second]);
      case 'AU':
      case 'EU':
        return this.of(formula.right);
      case 'AW':
        return this.#ofAny([formula.left, formula.right]);
      default:
        return this.of(formula.part);
    }
  }

  #ofAll(parts: readonly Formula[]): Clauses | null {
    const all = parts.map((part) => this.of(part));
    return all.includes(null) ? null : byText(all.flatMap((own) => [...(own?.values() ?? [])]));
  }

  /**
   * What all parts require, and of what is left the first clauses of all as one, the second ones as one, and so on: not
   * all that is known, but no more clauses than the longest part has.
   */
  #ofAny(parts: readonly Formula[]): Clauses | null {
    const possible = parts.map((part) => this.of(part)).filter((own) => own !== null);
    const [first, ...others] = possible;
    if (first === undefined) return null;
    const common = new Map([...first].filter(([text]) => others.every((own) => own.has(text))));
    const rests = possible.map((own) => [...own].flatMap(([text, clause]) => (common.has(text) ? [] : [clause])));
    return rests.some((rest) => rest.length === 0) ? common : byText([...common.values(), ...zipped(rests)]);
  }
}

/** The last clause of a shorter part counts again beside further ones of the others. */
function zipped(parts: readonly (readonly Clause[])[]): Clause[] {
  return Array.from({ length: Math.max(...parts.map((part) => part.length)) }, (_, place) =>
    parts.flatMap((part) => part[Math.min(place, part.length - 1)] ?? []),
  );
}

function byText(clauses: readonly Clause[]): Clauses {
  const sorted = clauses.map((clause) => [...new Set(clause)].sort((a, b) => a - b));
  return new Map(sorted.map((clause) => [clause.join(), clause]));
}

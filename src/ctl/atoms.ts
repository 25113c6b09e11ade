import { addBit, hasBit, noBits } from './bitset.js';
import type { Bits } from './bitset.js';
import { ABSENT, UNKNOWN, valueOf } from './environment.js';
import type { Environment } from './environment.js';
import type { Meter } from './meter.js';
import type { Atom, AtomMatch, Model, Value, Variable } from './types.js';

/** Where a question about an atom is asked: under which environment, and with which variables bound by the match. */
export interface AtomPlace {
  readonly atom: Atom;
  /** Variables that a match must bind by itself to count. */
  readonly binding: readonly Variable[];
  readonly environment: Environment;
}

/** What an unknown variable means for an atom: some value may do (`upper`), or every value must do (`lower`). */
export type Side = 'upper' | 'lower';

/** Matches of one atom by what they bind: for each variable those with each value; those that leave it open under `ABSENT`. */
type AtomIndex = ReadonlyMap<Variable, ReadonlyMap<Value, readonly AtomMatch[]>>;

/** Fewer matches are gone through faster than they are put in order. */
const FEW = 8;
const NONE: readonly AtomMatch[] = [];

/** A model that gives the same list of matches in several searches has it indexed once. */
const indexes = new WeakMap<readonly AtomMatch[], AtomIndex>();

/** The atoms of one model, each asked for once, when it is first needed; many matches are indexed by what they bind. */
export class AtomTable {
  private readonly matches: (readonly AtomMatch[] | undefined)[] = [];

  constructor(
    private readonly model: Model,
    private readonly states: number,
    private readonly meter: Meter,
  ) {}

  /** Whether the atom holds at some state under the environment; unknown variables may have any value. */
  holdsAnywhere(atom: Atom, environment: Environment): boolean {
    const place = { atom, binding: [], environment };
    return this.matchesOf(atom).some((match) => holds(match, place, 'upper'));
  }

  /** The states where the atom holds. */
  statesOf(place: AtomPlace, side: Side): Bits {
    const bits = noBits(this.states);
    for (const match of this.consistent(place, side)) addBit(bits, match.state);
    return bits;
  }

  /** The matches at `within` that hold under the environment. */
  matchesAt(place: AtomPlace, within: Bits): AtomMatch[] {
    return this.consistent(place, 'upper').filter((match) => hasBit(within, match.state));
  }

  /** The values that matches at `within` give the variable; `open` when one of them leaves it open. */
  valuesOf(place: AtomPlace, variable: Variable, within: Bits | null): { values: Set<Value>; open: boolean } {
    const values = new Set<Value>();
    let open = false;
    for (const match of this.consistent(place, 'upper')) {
      if (within !== null && !hasBit(within, match.state)) continue;
      const value = boundValue(match, variable);
      if (value === ABSENT) open = true;
      else values.add(value);
    }
    return { values, open };
  }

  private consistent(place: AtomPlace, side: Side): AtomMatch[] {
    const matches = this.matchesOf(place.atom);
    if (matches.length <= FEW) return this.holding(matches, place, side);
    return this.shortestLists(matches, place).flatMap((list) => this.holding(list, place, side));
  }

  private holding(matches: readonly AtomMatch[], place: AtomPlace, side: Side): AtomMatch[] {
    this.meter.spend(matches.length);
    const found: AtomMatch[] = [];
    for (const match of matches) if (holds(match, place, side)) found.push(match);
    return found;
  }

  /** The lists of the decided variable that leaves the fewest matches to look at. */
  private shortestLists(matches: readonly AtomMatch[], { atom, environment }: AtomPlace): (readonly AtomMatch[])[] {
    let best = [matches];
    let least = matches.length;
    for (const [variable, byValue] of indexFor(matches, this.model.variables(atom))) {
      const value = valueOf(environment, variable);
      if (value === UNKNOWN) continue;
      const open = byValue.get(ABSENT) ?? NONE;
      const equal = value === ABSENT ? NONE : (byValue.get(value) ?? NONE);
      if (open.length + equal.length >= least) continue;
      least = open.length + equal.length;
      best = [equal, open];
    }
    return best;
  }

  private matchesOf(atom: Atom): readonly AtomMatch[] {
    const known = this.matches[atom];
    if (known !== undefined) return known;
    const matches = this.model.matches(atom);
    this.meter.spend(matches.length);
    this.matches[atom] = matches;
    return matches;
  }
}

function indexFor(matches: readonly AtomMatch[], variables: readonly Variable[]): AtomIndex {
  let index = indexes.get(matches);
  if (index === undefined) indexes.set(matches, (index = indexOf(matches, variables)));
  return index;
}

function indexOf(matches: readonly AtomMatch[], variables: readonly Variable[]): AtomIndex {
  return new Map(variables.map((v) => [v, groupByValue(matches, v)] as const));
}

/** The value that the match gives the variable, or `ABSENT`. */
function boundValue(match: AtomMatch, variable: Variable): Value {
  for (const [bound, value] of match.bindings) if (bound === variable) return value;
  return ABSENT;
}

function groupByValue(matches: readonly AtomMatch[], variable: Variable): Map<Value, AtomMatch[]> {
  const groups = new Map<Value, AtomMatch[]>();
  for (const match of matches) {
    const value = boundValue(match, variable);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [match]);
    else group.push(match);
  }
  return groups;
}

function holds(match: AtomMatch, place: AtomPlace, side: Side): boolean {
  for (const [variable, value] of match.bindings) {
    const wanted = valueOf(place.environment, variable);
    if (wanted === value) continue;
    if (wanted !== UNKNOWN || side === 'lower') return false;
  }
  for (const variable of place.binding) if (boundValue(match, variable) === ABSENT) return false;
  return true;
}

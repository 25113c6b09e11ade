/**
 * The semantics of solve() said once more, slowly and plainly: every environment is tried, every fixpoint is iterated
 * over all states, nothing is shared with the code under test but the makers of formulas.
 */
import { and, freeVariables, not, or } from '../../src/ctl/index.js';
import type { AtomMatch, Formula, Graph, Model, Solution, Value, Variable } from '../../src/ctl/index.js';

type States = readonly boolean[];
/** Null is "absent"; a variable that is not in scope is not in the map. */
type Scope = ReadonlyMap<Variable, Value | null>;
type Part = Extract<Formula, { readonly op: 'AX' | 'EX' | 'AF' | 'EF' | 'AG' | 'EG' }>;
type Quantified = Extract<Formula, { readonly op: 'exists' }>;
type Until = Extract<Formula, { readonly op: 'EU' | 'AU' | 'AW' }>;

export class Reference {
  private readonly all: readonly number[];
  private readonly known = new Map<Formula, Map<string, States>>();

  constructor(
    private readonly graph: Graph,
    private readonly model: Model,
    private readonly values: readonly Value[],
  ) {
    this.all = Array.from({ length: graph.states }, (_, state) => state);
  }

  solutions(formula: Formula): Solution[] {
    const found: Solution[] = [];
    for (const scope of this.scopes(freeVariables(formula, this.model))) {
      const bound = [...scope].filter(([, value]) => value !== null).map(([variable]) => variable);
      const holds = this.bound(bound, formula, scope);
      const roots = this.all.filter((s) => holds[s]);
      if (roots.length === 0) continue;
      const bindings = new Map([...scope].filter((pair): pair is [Variable, Value] => pair[1] !== null));
      found.push({ roots, bindings, hits: this.hits(formula, roots, scope) });
    }
    return found;
  }

  private scopes(variables: readonly Variable[]): Scope[] {
    return variables.reduce<Scope[]>(
      (scopes, v) => scopes.flatMap((scope) => [null, ...this.values].map((value) => new Map([...scope, [v, value]]))),
      [new Map()],
    );
  }

  private successors(state: number, formula: Formula): number[] {
    const every = ['AX', 'AF', 'AG', 'AU', 'AW'].includes(formula.op);
    const start = every ? this.graph.directStart : this.graph.allStart;
    const rows = every ? this.graph.direct : this.graph.all;
    const row = (s: number): number[] => [...rows.slice(start[s], start[s + 1])];
    if (!('backwards' in formula) || !formula.backwards) return row(state);
    return this.all.filter((s) => row(s).includes(state));
  }

  private some(state: number, formula: Formula, target: States): boolean {
    return this.successors(state, formula).some((next) => target[next]);
  }

  private every(state: number, formula: Formula, target: States): boolean {
    return this.successors(state, formula).every((next) => target[next]);
  }

  private stuck(state: number, formula: Formula): boolean {
    return this.successors(state, formula).length === 0;
  }

  private where(test: (state: number) => boolean): States {
    return this.all.map(test);
  }

  /** Repeats `step` from `start` until nothing changes. */
  private fixpoint(start: boolean, step: (now: States) => States): States {
    let now: States = this.all.map(() => start);
    for (;;) {
      const next = step(now);
      if (next.every((value, state) => value === now[state])) return now;
      now = next;
    }
  }

  holds(formula: Formula, scope: Scope): States {
    return this.bound([], formula, scope);
  }

  /** Where the formula holds by a witness that binds all of `wanted`. */
  private bound(wanted: readonly Variable[], formula: Formula, scope: Scope): States {
    const known = this.known.get(formula) ?? new Map<string, States>();
    this.known.set(formula, known);
    const key = JSON.stringify([wanted, [...scope].sort()]);
    const states = known.get(key) ?? this.find(wanted, formula, scope);
    known.set(key, states);
    return states;
  }

  private find(wanted: readonly Variable[], formula: Formula, scope: Scope): States {
    switch (formula.op) {
      case 'true':
      case 'false':
        return this.where(() => formula.op === 'true' && wanted.length === 0);
      case 'atom':
        return this.where((state) => this.matches(formula.atom, state, scope, wanted).length > 0);
      case 'and':
        return this.conjunction(wanted, formula.parts, scope);
      case 'or': {
        const parts = formula.parts.map((part) => this.bound(wanted, part, scope));
        return this.where((state) => parts.some((part) => part[state]));
      }
      case 'seqor':
        return this.bound(wanted, or(formula.first, and(not(formula.first), formula.second)), scope);
      case 'not': {
        const positive = this.extended(formula.part, scope);
        return this.where((state) => wanted.length === 0 && !positive[state]);
      }
      case 'uncheck':
        return this.bound(wanted, formula.part, scope);
      case 'exists':
        return this.quantified(wanted, formula.variable, formula.part, scope);
      default:
        return this.temporal(wanted, formula, scope);
    }
  }

  matches(atom: number, state: number, scope: Scope, wanted: readonly Variable[] = []): AtomMatch[] {
    return this.model
      .matches(atom)
      .filter((match) => match.state === state)
      .filter(({ bindings }) => bindings.every(([variable, value]) => scope.get(variable) === value))
      .filter(({ bindings }) => wanted.every((variable) => bindings.some(([bound]) => bound === variable)));
  }

  private conjunction(wanted: readonly Variable[], parts: readonly Formula[], scope: Scope): States {
    const [first, ...rest] = parts;
    if (first === undefined) return this.where(() => wanted.length === 0);
    const ways = partings(wanted).map(([mine, others]) => {
      const here = this.bound(mine, first, scope);
      const there = this.conjunction(others, rest, scope);
      return this.where((state) => here[state] === true && there[state] === true);
    });
    return this.where((state) => ways.some((way) => way[state]));
  }

  /** A variable that is absent outside is quantified by the negation. */
  private extended(part: Formula, scope: Scope): States {
    const absent = freeVariables(part, this.model).find((variable) => scope.get(variable) === null);
    if (absent === undefined) return this.holds(part, scope);
    const others = freeVariables(part, this.model).filter((v) => v !== absent && scope.get(v) === null);
    const close = (inner: Formula): Formula =>
      others.reduce<Formula>((f, variable) => ({ op: 'exists', variable, part: f }), inner);
    return this.holds({ op: 'exists', variable: absent, part: close(part) }, scope);
  }

  private quantified(wanted: readonly Variable[], variable: Variable, part: Formula, scope: Scope): States {
    if (!freeVariables(part, this.model).includes(variable)) return this.bound(wanted, part, scope);
    if (wanted.includes(variable)) return this.where(() => false);
    const ways = [null, ...this.values].map((value) => {
      const needed = value === null ? wanted : [...wanted, variable];
      return this.bound(needed, part, new Map([...scope, [variable, value]]));
    });
    return this.where((state) => ways.some((way) => way[state]));
  }

  private temporal(wanted: readonly Variable[], formula: Formula, scope: Scope): States {
    switch (formula.op) {
      case 'EX': {
        const part = this.bound(wanted, formula.part, scope);
        return this.where((state) => this.some(state, formula, part));
      }
      case 'AX': {
        const part = this.holds(formula.part, scope);
        const each = wanted.map((variable) => this.bound([variable], formula.part, scope));
        return this.where(
          (s) => !this.stuck(s, formula) && this.every(s, formula, part) && each.every((e) => this.some(s, formula, e)),
        );
      }
      case 'EG':
        return this.endless(wanted, formula, scope);
      case 'EU':
        return this.onePath(wanted, formula, scope);
      case 'AU':
      case 'AW':
        return this.allPaths(wanted, formula, scope);
      default:
        return this.bound(wanted, desugared(formula), scope);
    }
  }

  private endless(wanted: readonly Variable[], formula: Part, scope: Scope): States {
    const part = this.holds(formula.part, scope);
    const on = (s: number, now: States): boolean => this.stuck(s, formula) || this.some(s, formula, now);
    const whole = this.fixpoint(true, (now) => this.where((s) => part[s] === true && on(s, now)));
    const each = wanted.map((variable) => this.bound([variable], formula.part, scope));
    const reached = each.map((bound) =>
      this.fixpoint(false, (now) =>
        this.where((s) => whole[s] === true && (bound[s] === true || this.some(s, formula, now))),
      ),
    );
    return this.where((s) => whole[s] === true && reached.every((set) => set[s]));
  }

  private onePath(wanted: readonly Variable[], formula: Until, scope: Scope): States {
    const left = this.holds(formula.left, scope);
    const right = this.bound(wanted, formula.right, scope);
    const ways = partings(wanted)
      .filter(([mine]) => mine.length > 0)
      .map(([mine, others]) => [this.bound(mine, formula.left, scope), this.onePath(others, formula, scope)] as const);
    const ends = this.where(
      (s) => right[s] === true || ways.some(([own, rest]) => own[s] === true && this.some(s, formula, rest)),
    );
    return this.fixpoint(false, (now) =>
      this.where((s) => ends[s] === true || (left[s] === true && this.some(s, formula, now))),
    );
  }

  private allPaths(wanted: readonly Variable[], formula: Until, scope: Scope): States {
    const left = this.holds(formula.left, scope);
    const right = this.holds(formula.right, scope);
    const weak = formula.op === 'AW';
    const goesOn = (s: number, now: States): boolean =>
      left[s] === true && this.every(s, formula, now) && (weak || !this.stuck(s, formula));
    const whole = this.fixpoint(weak, (now) => this.where((s) => right[s] === true || goesOn(s, now)));
    const each = wanted.map((variable) => {
      const ownLeft = this.bound([variable], formula.left, scope);
      const ownRight = this.bound([variable], formula.right, scope);
      return this.fixpoint(false, (now) =>
        this.where(
          (s) => ownRight[s] === true || (goesOn(s, whole) && (ownLeft[s] === true || this.some(s, formula, now))),
        ),
      );
    });
    return this.where((s) => whole[s] === true && each.every((set) => set[s]));
  }

  private hits(formula: Formula, roots: readonly number[], scope: Scope): Solution['hits'] {
    const walk = new ReferenceWalk(this);
    for (const root of roots) walk.visit(formula, root, scope);
    return [...walk.hits.values()];
  }

  /** @internal for the walk */
  nextStates(state: number, formula: Formula): number[] {
    return this.successors(state, formula);
  }

  /** @internal for the walk: the scopes inside a quantifier under which its part holds, binding what it should. */
  innerScopes(formula: Quantified, state: number, scope: Scope): Scope[] {
    if (!freeVariables(formula.part, this.model).includes(formula.variable)) return [scope];
    return [null, ...this.values]
      .map((value) => new Map([...scope, [formula.variable, value]]))
      .filter((inner) => {
        const wanted = inner.get(formula.variable) === null ? [] : [formula.variable];
        return this.bound(wanted, formula.part, inner)[state];
      });
  }
}

/** Goes down one state at a time. */
class ReferenceWalk {
  readonly hits = new Map<string, Solution['hits'][number]>();
  private readonly seen = new Map<Formula, Set<string>>();

  constructor(private readonly reference: Reference) {}

  visit(formula: Formula, state: number, scope: Scope): void {
    const seen = this.seen.get(formula) ?? new Set();
    this.seen.set(formula, seen);
    const key = JSON.stringify([state, [...scope].sort()]);
    if (seen.has(key) || !this.reference.holds(formula, scope)[state]) return;
    seen.add(key);
    this.descend(formula, state, scope);
  }

  private descend(formula: Formula, state: number, scope: Scope): void {
    switch (formula.op) {
      case 'atom':
        this.record(formula.atom, state, scope);
        return;
      case 'and':
      case 'or':
        for (const part of formula.parts) this.visit(part, state, scope);
        return;
      case 'seqor':
        this.visit(or(formula.first, and(not(formula.first), formula.second)), state, scope);
        return;
      case 'exists':
        for (const inner of this.reference.innerScopes(formula, state, scope)) this.visit(formula.part, state, inner);
        return;
      case 'true':
      case 'false':
      case 'not':
      case 'uncheck':
        return;
      default:
        this.temporal(formula, state, scope);
    }
  }

  private temporal(formula: Formula, state: number, scope: Scope): void {
    const next = this.reference.nextStates(state, formula);
    switch (formula.op) {
      case 'EX':
      case 'AX':
        for (const target of next) this.visit(formula.part, target, scope);
        return;
      case 'EG':
        this.visit(formula.part, state, scope);
        for (const target of next) this.visit(formula, target, scope);
        return;
      case 'EU':
      case 'AU':
      case 'AW':
        this.until(formula, state, scope);
        return;
      default:
        this.visit(desugared(formula), state, scope);
    }
  }

  private until(formula: Until, state: number, scope: Scope): void {
    this.visit(formula.right, state, scope);
    if (!this.reference.holds(formula.left, scope)[state]) return;
    const whole = this.reference.holds(formula, scope);
    const next = this.reference.nextStates(state, formula);
    const on = next.filter((target) => whole[target]);
    const goesOn =
      formula.op === 'EU' ? on.length > 0 : on.length === next.length && (formula.op === 'AW' || on.length > 0);
    if (!goesOn) return;
    this.visit(formula.left, state, scope);
    for (const target of on) this.visit(formula, target, scope);
  }

  private record(atom: number, state: number, scope: Scope): void {
    const bindings = new Map([...scope].filter((pair): pair is [Variable, Value] => pair[1] !== null));
    for (const { tag } of this.reference.matches(atom, state, scope)) {
      const key = JSON.stringify([atom, state, tag, [...bindings].sort()]);
      this.hits.set(key, { atom, state, tag, bindings });
    }
  }
}

/** AF, EF and AG by what they are short for. */
function desugared(formula: Formula): Formula {
  const way = 'backwards' in formula && formula.backwards ? { backwards: true } : {};
  const [yes, no] = [{ op: 'true' }, { op: 'false' }] as const;
  switch (formula.op) {
    case 'AF':
      return { op: 'AU', left: yes, right: formula.part, ...way };
    case 'EF':
      return { op: 'EU', left: yes, right: formula.part, ...way };
    case 'AG':
      return { op: 'AW', left: formula.part, right: no, ...way };
    default:
      throw new Error(`no short form: ${formula.op}`);
  }
}

function partings(variables: readonly Variable[]): [Variable[], Variable[]][] {
  return variables.reduce<[Variable[], Variable[]][]>(
    (ways, variable) =>
      ways.flatMap(([mine, others]) => [
        [[...mine, variable], others],
        [mine, [...others, variable]],
      ]),
    [[[], []]],
  );
}

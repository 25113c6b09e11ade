import type { Node } from '../c/index.js';
import { and, aw, ef, eu, not, or, truth, uncheck } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
import { difference, union } from './continuation.js';
import type { Bound, Continuation } from './continuation.js';
import type { Guards } from './formula-guard.js';
import { kidsOf } from './formula-parts.js';
import type { FormulaParts } from './formula-parts.js';

/** What stands beside an item in its row. */
export interface Around {
  readonly rest: Continuation | null;
  /** The item in front, for the shortest path. */
  readonly before: Node | null;
  /** For dots in front of the return at the end of a block: the return, which may stand where a goto leads. */
  readonly afterJump: { readonly found: Continuation; readonly close: Formula } | null;
  /** The closing brace of the block of the pattern around: dots and nests stay inside. */
  readonly block: Formula | null;
}

interface Whens {
  readonly any: boolean;
  readonly strict: boolean;
  readonly paths: 'exists' | 'forall' | null;
  readonly excluded: readonly Node[];
  /** `when != true e` and `when != false e`: branches not to be entered. */
  readonly branches: readonly { readonly kind: 'holds' | 'fails'; readonly pattern: Node }[];
  readonly required: readonly Node[];
}

/** Formulas of dots and nests between statements: the ways through the graph. */
export class Paths {
  constructor(
    private readonly parts: FormulaParts,
    private readonly guards: Guards,
    /** The formula of an item behind which nothing follows. */
    private readonly alone: (item: Node, bound: Bound) => Formula,
  ) {}

  dots(item: Node, around: Around, bound: Bound): Formula {
    const whens = readWhens(item);
    const rest = around.rest?.build(bound) ?? null;
    const conditions = this.#pathConditions(whens, around, bound);
    if (rest === null && conditions.length === 0) return this.#trailingDots(item);
    const left = [...conditions, ...this.#removedNode(item)];
    // Conditions on dots behind which nothing follows hold to the end of the function.
    const end = rest ?? this.parts.at('exit');
    const here = and(...left);
    const byGoto = this.#byGoto(here, around, bound, this.#isOnePath(whens));
    return this.#until(and(here, inside(around)), or(end, ...byGoto), {
      ...whens,
      next: around.rest?.guard(bound) ?? null,
    });
  }

  /** Whether one of all the ways is enough. */
  #isOnePath({ paths }: Whens): boolean {
    return paths === 'exists' || (paths === null && this.parts.context.onePath);
  }

  /** A goto that leads through the dots to a return elsewhere. */
  leavingByGoto(item: Node, around: Around, bound: Bound): Formula {
    const whens = readWhens(item);
    const conditions = and(...this.#pathConditions(whens, around, bound));
    return or(...this.#byGoto(conditions, around, bound, this.#isOnePath(whens)));
  }

  /** The way out by a goto, to a return elsewhere. */
  #byGoto(left: Formula, { afterJump }: Around, bound: Bound, onePath: boolean): Formula[] {
    const found = afterJump?.found.build(bound) ?? null;
    if (afterJump === null || found === null) return [];
    const leave = this.parts.context.table.ofKind({ kind: 'goto' });
    const close = this.parts.next(this.afterCopies(afterJump.close));
    const way = onePath ? eu(left, found) : aw(and(left, uncheck(eu(left, found))), found);
    return [and(leave, left, or(truth, close), this.parts.next(way))];
  }

  /** Here, or behind the closing braces of blocks that a jump leaves. */
  afterCopies(formula: Formula): Formula {
    const copy = this.parts.at('copy');
    return this.parts.context.onePath ? eu(copy, formula) : aw(and(copy, uncheck(eu(copy, formula))), formula);
  }

  /** Dots behind which nothing follows hold always; removed ones take everything that can be reached along. */
  #trailingDots(item: Node): Formula {
    const removed = this.#removedNode(item);
    return removed.length === 0 ? truth : or(truth, ef(and(...removed)));
  }

  /** Dots on a minus line remove what they stand for: a hit on every node of the way. */
  #removedNode(item: Node): Formula[] {
    const [token] = item.tokens;
    const removed = token !== undefined && this.parts.context.pattern.tokens[token]?.mark === 'minus';
    return removed ? [this.parts.context.table.ofPattern({ kind: 'any', pattern: item }, [])] : [];
  }

  /** What a nest collects, at one place. */
  nestBody(nest: Node, bound: Bound): Formula {
    const [body] = kidsOf(nest);
    return body === undefined ? truth : this.#anywhere(body, bound);
  }

  nest(item: Node, around: Around, bound: Bound): Formula {
    const whens = readWhens(item);
    const rest = around.rest?.build(bound) ?? null;
    const body = this.nestBody(item, bound);
    // What the nest looks for may hold what is not to stand between.
    const conditions = this.#pathConditions({ ...whens, any: true }, around, bound);
    const next = around.rest?.guard(bound) ?? null;
    const unlessNext = whens.any || next === null ? truth : not(next);
    const passed = and(not(uncheck(body)), ...this.#removedNode(item), ...conditions);
    const step = and(or(body, passed), unlessNext, inside(around));
    const end = rest ?? this.parts.at('exit');
    const way = this.#until(step, end, { ...whens, collecting: step, next });
    if (item.value !== '<+...') return way;
    return and(way, eu(and(uncheck(step), not(this.parts.at('after'))), and(body, unlessNext)));
  }

  /** What must not be met on the way: the neighbours of the dots (shortest path) and the `when`s. */
  #pathConditions(whens: Whens, around: Around, bound: Bound): Formula[] {
    const conditions: Formula[] = [];
    if (!whens.any) {
      const before = around.before === null ? null : this.guards.of(around.before, bound, 'last');
      const after = around.rest?.guard(bound) ?? null;
      for (const guard of [before, after]) if (guard !== null) conditions.push(not(guard));
    }
    for (const { kind, pattern } of whens.branches) {
      const { free, table } = this.parts.context;
      const taken = table.ofPattern({ kind, pattern }, free.matched(pattern));
      conditions.push(not(this.parts.quantify(difference(free.matched(pattern), bound), taken)));
    }
    for (const excluded of whens.excluded) conditions.push(not(this.#anywhere(excluded, bound)));
    for (const required of whens.required) conditions.push(uncheck(this.#anywhere(required, bound)));
    return conditions;
  }

  #anywhere(pattern: Node, bound: Bound): Formula {
    const local = difference(this.parts.context.free.used(pattern), bound);
    return this.parts.quantify(local, this.alone(pattern, union(bound, local)));
  }

  #until(left: Formula, rest: Formula, whens: Whens & Ending): Formula {
    const step = and(left, not(this.parts.at('after')));
    if (this.#isOnePath(whens)) return eu(step, rest);
    const end = whens.strict ? rest : or(rest, this.#earlyExit(rest, whens));
    return aw(and(left, uncheck(eu(step, end))), end);
  }

  /**
   * An error exit: the way enters a branch that never falls through, and leaves it by a jump without having met what
   * follows the dots. Such ways are excused. A nest goes on collecting there. What follows must not be met behind a goto
   * or break either.
   */
  #earlyExit(rest: Formula, { collecting = truth, next }: Ending): Formula {
    const { table } = this.parts.context;
    const absent = and(not(uncheck(rest)), collecting === truth ? truth : or(truth, collecting));
    const never = next === null ? truth : not(uncheck(ef(next)));
    const jump = or(table.ofKind({ kind: 'escape' }), and(table.ofKind({ kind: 'jump' }), never));
    const leave = and(jump, absent);
    return and(
      this.parts.context.table.ofKind({ kind: 'at', at: 'true', escapes: true }),
      aw(and(absent, uncheck(eu(absent, leave))), leave),
    );
  }
}

/** Not at the end of the block around, by whichever way it is left. */
function inside({ block }: Around): Formula {
  return block === null ? truth : not(block);
}

/** What a way through dots or a nest takes along, and what says that the code behind starts. */
interface Ending {
  readonly collecting?: Formula;
  readonly next: Formula | null;
}

function readWhens(item: Node): Whens {
  const whens = kidsOf(item).filter((kid) => kid.kind === 'when');
  const bodies = (value: string): Node[] => whens.filter((when) => when.value === value).flatMap(kidsOf);
  const has = (value: string): boolean => whens.some((when) => when.value === value);
  const paths = has('exists') ? 'exists' : has('forall') ? 'forall' : null;
  const branches = [
    ...bodies('true!=').map((pattern) => ({ kind: 'holds' as const, pattern })),
    ...bodies('false!=').map((pattern) => ({ kind: 'fails' as const, pattern })),
  ];
  return { any: has('any'), strict: has('strict'), paths, excluded: bodies('!='), required: bodies('='), branches };
}

import type { Node } from '../c/index.js';
import { and, ef, ex, or, seqor, truth } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
import type { AtomPattern } from './compiled-rule.js';
import { difference, intersection, union } from './continuation.js';
import type { Bound, Continuation } from './continuation.js';
import { Guards } from './formula-guard.js';
import { EMPTY, FormulaParts, kidsOf } from './formula-parts.js';
import type { FormulaContext } from './formula-parts.js';
import { Paths } from './formula-paths.js';
import type { Around } from './formula-paths.js';

/**
 * From statement patterns to CTL-VW formulas, after Brunel et al. (POPL 2009) with the refinements of Coccinelle: error
 * exits, shortest paths, `after` nodes behind compound statements.
 */
export class FormulaBuilder {
  readonly #context: FormulaContext;
  readonly #parts: FormulaParts;
  readonly #guards: Guards;
  readonly #paths: Paths;

  constructor(context: FormulaContext) {
    this.#context = context;
    this.#parts = new FormulaParts(context);
    this.#guards = new Guards(this.#parts);
    this.#paths = new Paths(this.#parts, this.#guards, (item, bound) => this.#withRest(item, null, bound));
  }

  /** The formula of a row of statements. */
  sequence(items: readonly Node[], after: Continuation | null, bound: Bound): Formula {
    return this.#from(items, 0, after).build(bound) ?? truth;
  }

  /** What items `index …` and then `after` ask for. */
  #from(items: readonly Node[], index: number, after: Continuation | null): Continuation {
    const item = items[index];
    if (item === undefined) return after ?? NOTHING;
    const rest = index + 1 < items.length || after !== null ? this.#from(items, index + 1, after) : null;
    const own = this.#context.free.used(item);
    const used = union(own, rest?.used ?? EMPTY);
    const build = (bound: Bound): Formula => {
      const shared = difference(intersection(own, rest?.used ?? EMPTY), bound);
      const inner = union(bound, shared);
      return this.#parts.quantify(shared, this.#item(item, { rest, before: items[index - 1] ?? null }, inner));
    };
    return { used, build: oncePerBound(used, build), guard: (bound) => this.#guards.of(item, bound) };
  }

  #item(item: Node, around: Around, bound: Bound): Formula {
    switch (item.kind) {
      case 'dots':
        return this.#paths.dots(item, around, bound);
      case 'nest':
        return this.#paths.nest(item, around, bound);
      case 'disj':
        return this.#disjunction(item, around.rest, bound);
      case 'conj':
        return and(...kidsOf(item).map((kid) => this.#withRest(kid, around.rest, bound)));
      case 'optional':
        return this.#optional(item, around.rest, bound);
      case 'seq':
        return this.#from(kidsOf(item), 0, around.rest).build(bound) ?? truth;
      default:
        return this.#statement(item, around.rest, bound);
    }
  }

  #withRest(item: Node, rest: Continuation | null, bound: Bound): Formula {
    return this.#from(item.kind === 'seq' ? kidsOf(item) : [item], 0, rest).build(bound) ?? truth;
  }

  #disjunction(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const branches = kidsOf(item).map((kid) => this.#withRest(kid, rest, bound));
    return branches.reduceRight((second, first) => seqor(first, second));
  }

  #optional(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const without = rest?.build(bound) ?? truth;
    const [kid] = kidsOf(item);
    return kid === undefined ? without : seqor(this.#withRest(kid, rest, bound), without);
  }

  #statement(item: Node, rest: Continuation | null, bound: Bound): Formula {
    switch (item.kind) {
      case 'block':
        return this.#block(item, rest, bound);
      case 'if':
        return this.#if(item, rest, bound);
      case 'while':
      case 'iterator':
        return this.#loop(item, item.kids[1] ?? null, rest, bound);
      case 'for':
        return this.#loop(item, item.kids[3] ?? null, rest, bound);
      case 'do':
        return this.#do(item, rest, bound);
      case 'switch':
        return this.#switch(item, rest, bound);
      case 'function':
        return this.#function(item, rest, bound);
      case 'meta':
        return this.#statementMetavariable(item, rest, bound);
      default:
        return this.#simple(item, rest, bound);
    }
  }

  #simple(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const free = this.#context.free;
    const pattern: AtomPattern & { pattern: Node } = { kind: item.kind === 'bare' ? 'bare' : 'item', pattern: item };
    const here = this.#parts.quantify(
      difference(free.used(item), bound),
      this.#context.table.ofPattern(pattern, free.matched(item)),
    );
    return this.#then(here, rest, union(bound, free.used(item)));
  }

  /** `here`, and `rest` at the next node. */
  #then(here: Formula, rest: Continuation | null, bound: Bound): Formula {
    const following = rest?.build(bound) ?? null;
    return following === null ? here : and(here, this.#parts.next(following));
  }

  #statementMetavariable(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const { free, table } = this.#context;
    const names = free.matched(item);
    const local = difference(free.used(item), bound);
    const inner = union(bound, local);
    const simple = this.#then(table.ofPattern({ kind: 'simple', pattern: item }, names), rest, inner);
    const head = table.ofPattern({ kind: 'compound', pattern: item }, names);
    return this.#parts.quantify(local, or(simple, this.#withAfter(head, rest, inner)));
  }

  /** Hangs `rest` on the `after` node of a compound statement whose first node satisfies `head`. */
  #withAfter(head: Formula, rest: Continuation | null, bound: Bound): Formula {
    const following = rest?.build(bound) ?? null;
    return following === null ? head : and(head, ex(and(this.#parts.at('after'), this.#parts.next(following))));
  }

  #block(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const { open, close, name } = this.#parts.braces(item);
    const plus = difference(this.#context.free.ownPlus(item), bound);
    const inner = union(bound, new Set([name]), plus);
    const end: Continuation = {
      used: rest?.used ?? EMPTY,
      build: (within) => this.#then(close, rest, within),
      guard: () => close,
    };
    const body = this.#from(kidsOf(item), 0, end).build(inner) ?? truth;
    return this.#parts.quantify(union(new Set([name]), plus), and(open, this.#parts.next(body)));
  }

  #if(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const [, thenBranch = null, elseBranch = null] = item.kids;
    const { head, shared } = this.#parts.head(item, [thenBranch, elseBranch], bound);
    const inner = union(bound, shared);
    const parts = [head, ex(and(this.#parts.at('true'), this.#branch(thenBranch, inner)))];
    if (elseBranch === null) {
      parts.push(ex(this.#parts.at('fall-through')));
    } else {
      const word = this.#context.table.ofPattern({ kind: 'else', pattern: item }, []);
      const branch = and(word, this.#branch(elseBranch, inner));
      parts.push(ex(and(this.#parts.at('false'), this.#parts.next(branch))));
    }
    return this.#parts.quantify(shared, this.#withAfter(and(...parts), rest, inner));
  }

  #branch(branch: Node | null, bound: Bound): Formula {
    return branch === null ? truth : this.#parts.next(this.#withRest(branch, null, bound));
  }

  #loop(item: Node, body: Node | null, rest: Continuation | null, bound: Bound): Formula {
    const { head, shared } = this.#parts.head(item, [body], bound);
    const inner = union(bound, shared);
    const loop = and(head, ex(and(this.#parts.at('in-loop'), this.#branch(body, inner))));
    return this.#parts.quantify(shared, this.#withAfter(loop, rest, inner));
  }

  #do(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const { free, table } = this.#context;
    const [body = null, condition = null] = item.kids;
    const inTail = condition === null ? EMPTY : free.used(condition);
    const shared = difference(intersection(inTail, body === null ? EMPTY : free.used(body)), bound);
    const inner = union(bound, shared);
    const tail = table.ofPattern({ kind: 'do-tail', pattern: item }, condition === null ? [] : free.matched(condition));
    const end: Continuation = {
      used: rest?.used ?? EMPTY,
      build: (within) => this.#withAfter(this.#parts.quantify(difference(inTail, inner), tail), rest, within),
      guard: () => tail,
    };
    const head = table.ofPattern({ kind: 'do', pattern: item }, []);
    const following = body === null ? end.build(inner) : this.#withRest(body, end, inner);
    return this.#parts.quantify(shared, and(head, this.#parts.next(following ?? truth)));
  }

  /** Every case of the program must be one of the pattern's, unless the pattern has dots between its cases. */
  #switch(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const body = item.kids[1] ?? null;
    const { head, shared } = this.#parts.head(item, [body], bound);
    const inner = union(bound, shared);
    const inside = body?.kind === 'block' ? ex(this.#switchBody(body, inner)) : truth;
    return this.#parts.quantify(shared, this.#withAfter(and(head, inside), rest, inner));
  }

  #switchBody(body: Node, bound: Bound): Formula {
    const { open, close, name } = this.#parts.braces(body);
    const arms = splitCases(kidsOf(body));
    const inArms = arms.map((arm) => ex(this.#from(arm, 0, null).build(bound) ?? truth));
    return this.#parts.quantify(new Set([name]), and(open, ...inArms, ef(close)));
  }

  #function(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const body = item.kids[4] ?? null;
    const { head, shared } = this.#parts.head(item, [body], bound);
    const inner = union(bound, shared);
    const inside = body === null ? truth : this.#parts.next(this.#functionBody(body, inner));
    return this.#parts.quantify(shared, this.#then(and(head, inside), rest, inner));
  }

  /** A body that is one plain nest asks for nothing of paths: its matches are collected wherever they can be reached. */
  #functionBody(body: Node, bound: Bound): Formula {
    const [only] = body.kids;
    if (body.kind !== 'block' || body.kids.length !== 1 || only?.kind !== 'nest' || only.kids.length !== 1) {
      return this.#withRest(body, null, bound);
    }
    const { open, close, name } = this.#parts.braces(body);
    const found = ef(this.#paths.nestBody(only, bound));
    const collected = only.value === '<+...' ? found : or(truth, found);
    return this.#parts.quantify(new Set([name]), and(open, collected, ef(close)));
  }
}

const NOTHING: Continuation = { used: EMPTY, build: () => null, guard: () => null };

/** Branches of a disjunction share what follows them: it is built once for each set of bound metavariables it can see. */
function oncePerBound(used: ReadonlySet<string>, build: (bound: Bound) => Formula): (bound: Bound) => Formula {
  const built = new Map<string, Formula>();
  return (bound) => {
    const key = [...intersection(bound, used)].sort().join(' ');
    const formula = built.get(key) ?? build(bound);
    built.set(key, formula);
    return formula;
  };
}

/** The cases of a switch pattern with the statements behind each; dots between cases ask for nothing. */
function splitCases(items: readonly Node[]): Node[][] {
  const arms: Node[][] = [];
  for (const item of items) {
    if (item.kind === 'case' || item.kind === 'default' || item.kind === 'disj') arms.push([item]);
    else arms[arms.length - 1]?.push(item);
  }
  return arms;
}

import type { Node } from '../c/index.js';
import { and, aw, ax, ef, eu, ex, exists, not, or, seqor, truth, uncheck } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
import type { Pattern } from '../smpl/index.js';
import type { AtomTable } from './atom-table.js';
import type { AtomPattern } from './compiled-rule.js';
import { difference, intersection, union } from './continuation.js';
import type { Bound, Continuation } from './continuation.js';
import type { FreeVariables } from './free-variables.js';

/** What building a rule's formula needs to know. */
export interface FormulaContext {
  readonly pattern: Pattern;
  readonly free: FreeVariables;
  readonly table: AtomTable;
  /** One path is enough (`exists` rules, rules with `*` lines). */
  readonly onePath: boolean;
}

/**
 * From statement patterns to CTL-VW formulas, after Brunel et al. (POPL 2009) with the refinements of Coccinelle: error
 * exits, shortest paths, `after` nodes behind compound statements.
 */
export class FormulaBuilder {
  readonly #context: FormulaContext;

  constructor(context: FormulaContext) {
    this.#context = context;
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
      return this.#quantify(shared, this.#item(item, { rest, before: items[index - 1] ?? null }, inner));
    };
    return { used, build: oncePerBound(used, build), guard: (bound) => this.#guard(item, bound) };
  }

  #item(item: Node, around: Around, bound: Bound): Formula {
    switch (item.kind) {
      case 'dots':
        return this.#dots(item, around, bound);
      case 'nest':
        return this.#nest(item, around, bound);
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
    const here = this.#quantify(
      difference(free.used(item), bound),
      this.#context.table.ofPattern(pattern, free.matched(item)),
    );
    return this.#then(here, rest, union(bound, free.used(item)));
  }

  /** `here`, and `rest` at the next node. */
  #then(here: Formula, rest: Continuation | null, bound: Bound): Formula {
    const following = rest?.build(bound) ?? null;
    return following === null ? here : and(here, this.#next(following));
  }

  #next(formula: Formula): Formula {
    return this.#context.onePath ? ex(formula) : ax(formula);
  }

  #statementMetavariable(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const { free, table } = this.#context;
    const names = free.matched(item);
    const local = difference(free.used(item), bound);
    const inner = union(bound, local);
    const simple = this.#then(table.ofPattern({ kind: 'simple', pattern: item }, names), rest, inner);
    const head = table.ofPattern({ kind: 'compound', pattern: item }, names);
    return this.#quantify(local, or(simple, this.#withAfter(head, rest, inner)));
  }

  /** Hangs `rest` on the `after` node of a compound statement whose first node satisfies `head`. */
  #withAfter(head: Formula, rest: Continuation | null, bound: Bound): Formula {
    const following = rest?.build(bound) ?? null;
    return following === null ? head : and(head, ex(and(this.#at('after'), this.#next(following))));
  }

  #block(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const { open, close, name } = this.#braces(item);
    const plus = difference(this.#context.free.ownPlus(item), bound);
    const inner = union(bound, new Set([name]), plus);
    const end: Continuation = {
      used: rest?.used ?? EMPTY,
      build: (within) => this.#then(close, rest, within),
      guard: () => close,
    };
    const body = this.#from(kidsOf(item), 0, end).build(inner) ?? truth;
    return this.#quantify(union(new Set([name]), plus), and(open, this.#next(body)));
  }

  #braces(block: Node): { open: Formula; close: Formula; name: string } {
    const { table } = this.#context;
    const name = table.blockVariable();
    const variable = table.variable(name);
    return {
      name,
      open: table.ofPattern({ kind: 'open', pattern: block, block: variable }, [name]),
      close: table.ofPattern({ kind: 'close', pattern: block, block: variable }, [name]),
    };
  }

  /** The head of a compound statement, and which of its metavariables the body shares with it. */
  #head(item: Node, body: readonly (Node | null)[], bound: Bound): { head: Formula; shared: Set<string> } {
    const { free, table } = this.#context;
    const parts = item.kids.filter((kid) => kid !== null && !body.includes(kid)) as Node[];
    const matched = union(
      ...parts.map((part) => free.matched(part)),
      free.isVariable(item.value) ? new Set([item.value]) : EMPTY,
    );
    const used = union(matched, free.ownPlus(item), ...parts.map((part) => free.used(part)));
    const inBody = union(...body.map((kid) => (kid === null ? EMPTY : free.used(kid))));
    const shared = difference(intersection(used, inBody), bound);
    const local = difference(difference(used, bound), shared);
    return { head: this.#quantify(local, table.ofPattern({ kind: 'header', pattern: item }, matched)), shared };
  }

  #if(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const [, thenBranch = null, elseBranch = null] = item.kids;
    const { head, shared } = this.#head(item, [thenBranch, elseBranch], bound);
    const inner = union(bound, shared);
    const parts = [head, ex(and(this.#at('true'), this.#branch(thenBranch, inner)))];
    if (elseBranch === null) {
      parts.push(ex(this.#at('fall-through')));
    } else {
      const word = this.#context.table.ofPattern({ kind: 'else', pattern: item }, []);
      const branch = and(word, this.#branch(elseBranch, inner));
      parts.push(ex(and(this.#at('false'), this.#next(branch))));
    }
    return this.#quantify(shared, this.#withAfter(and(...parts), rest, inner));
  }

  #branch(branch: Node | null, bound: Bound): Formula {
    return branch === null ? truth : this.#next(this.#withRest(branch, null, bound));
  }

  #loop(item: Node, body: Node | null, rest: Continuation | null, bound: Bound): Formula {
    const { head, shared } = this.#head(item, [body], bound);
    const inner = union(bound, shared);
    const loop = and(head, ex(and(this.#at('in-loop'), this.#branch(body, inner))));
    return this.#quantify(shared, this.#withAfter(loop, rest, inner));
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
      build: (within) => this.#withAfter(this.#quantify(difference(inTail, inner), tail), rest, within),
      guard: () => tail,
    };
    const head = table.ofPattern({ kind: 'do', pattern: item }, []);
    const following = body === null ? end.build(inner) : this.#withRest(body, end, inner);
    return this.#quantify(shared, and(head, this.#next(following ?? truth)));
  }

  /** Every case of the program must be one of the pattern's, unless the pattern has dots between its cases. */
  #switch(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const body = item.kids[1] ?? null;
    const { head, shared } = this.#head(item, [body], bound);
    const inner = union(bound, shared);
    const inside = body?.kind === 'block' ? ex(this.#switchBody(body, inner)) : truth;
    return this.#quantify(shared, this.#withAfter(and(head, inside), rest, inner));
  }

  #switchBody(body: Node, bound: Bound): Formula {
    const { open, close, name } = this.#braces(body);
    const arms = splitCases(kidsOf(body));
    const inArms = arms.map((arm) => ex(this.#from(arm, 0, null).build(bound) ?? truth));
    return this.#quantify(new Set([name]), and(open, ...inArms, ef(close)));
  }

  #function(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const body = item.kids[4] ?? null;
    const { head, shared } = this.#head(item, [body], bound);
    const inner = union(bound, shared);
    const inside = body === null ? truth : this.#next(this.#functionBody(body, inner));
    return this.#quantify(shared, this.#then(and(head, inside), rest, inner));
  }

  /** A body that is one plain nest asks for nothing of paths: its matches are collected wherever they can be reached. */
  #functionBody(body: Node, bound: Bound): Formula {
    const [only] = body.kids;
    if (body.kind !== 'block' || body.kids.length !== 1 || only?.kind !== 'nest' || only.kids.length !== 1) {
      return this.#withRest(body, null, bound);
    }
    const { open, close, name } = this.#braces(body);
    const found = ef(this.#nestBody(only, bound));
    const collected = only.value === '<+...' ? found : or(truth, found);
    return this.#quantify(new Set([name]), and(open, collected, ef(close)));
  }

  #nestBody(nest: Node, bound: Bound): Formula {
    const [body] = kidsOf(nest);
    if (body === undefined) return truth;
    const local = difference(this.#context.free.used(body), bound);
    return this.#quantify(local, this.#withRest(body, null, union(bound, local)));
  }

  #dots(item: Node, around: Around, bound: Bound): Formula {
    const whens = readWhens(item);
    const rest = around.rest?.build(bound) ?? null;
    if (rest === null) return this.#trailingDots(item);
    const left = [...this.#pathConditions(whens, around, bound), ...this.#removedNode(item)];
    return this.#until(and(...left), rest, whens);
  }

  /** Dots behind which nothing follows hold always; removed ones take everything that can be reached along. */
  #trailingDots(item: Node): Formula {
    const removed = this.#removedNode(item);
    return removed.length === 0 ? truth : or(truth, ef(and(...removed)));
  }

  /** Dots on a minus line remove what they stand for: a hit on every node of the way. */
  #removedNode(item: Node): Formula[] {
    const [token] = item.tokens;
    const removed = token !== undefined && this.#context.pattern.tokens[token]?.mark === 'minus';
    return removed ? [this.#context.table.ofPattern({ kind: 'any', pattern: item }, [])] : [];
  }

  #nest(item: Node, around: Around, bound: Bound): Formula {
    const whens = readWhens(item);
    const rest = around.rest?.build(bound) ?? null;
    const body = this.#nestBody(item, bound);
    const conditions = this.#pathConditions({ ...whens, any: true }, around, bound);
    const guard = whens.any ? null : (around.rest?.guard(bound) ?? null);
    if (guard !== null) conditions.push(not(guard));
    const step = and(or(body, and(not(uncheck(body)), ...this.#removedNode(item))), ...conditions);
    const end = rest ?? this.#at('exit');
    const way = this.#until(step, end, whens);
    if (item.value !== '<+...') return way;
    return and(way, eu(and(uncheck(step), not(this.#at('after'))), and(body, ...conditions)));
  }

  /** What must not be met on the way: the neighbours of the dots (shortest path) and the `when`s. */
  #pathConditions(whens: Whens, around: Around, bound: Bound): Formula[] {
    const conditions: Formula[] = [];
    if (!whens.any) {
      const before = around.before === null ? null : this.#guard(around.before, bound);
      const after = around.rest?.guard(bound) ?? null;
      for (const guard of [before, after]) if (guard !== null) conditions.push(not(guard));
    }
    for (const { kind, pattern } of whens.branches) {
      const { free, table } = this.#context;
      const taken = table.ofPattern({ kind, pattern }, free.matched(pattern));
      conditions.push(not(this.#quantify(difference(free.matched(pattern), bound), taken)));
    }
    for (const excluded of whens.excluded) conditions.push(not(this.#anywhere(excluded, bound)));
    for (const required of whens.required) conditions.push(uncheck(this.#anywhere(required, bound)));
    return conditions;
  }

  #anywhere(pattern: Node, bound: Bound): Formula {
    const local = difference(this.#context.free.used(pattern), bound);
    return this.#quantify(local, this.#withRest(pattern, null, union(bound, local)));
  }

  #until(left: Formula, rest: Formula, whens: Whens): Formula {
    const step = and(left, not(this.#at('after')));
    if (whens.paths === 'exists' || (whens.paths === null && this.#context.onePath)) return eu(step, rest);
    const end = whens.strict ? rest : or(rest, this.#earlyExit(rest));
    return aw(and(left, uncheck(eu(step, end))), end);
  }

  /**
   * An error exit: the way enters a branch that never falls through, and leaves it by a jump without having met what
   * follows the dots. Such ways are excused.
   */
  #earlyExit(rest: Formula): Formula {
    const absent = not(uncheck(rest));
    const leave = and(this.#context.table.ofKind({ kind: 'jump' }), absent);
    return and(
      this.#context.table.ofKind({ kind: 'at', at: 'true', escapes: true }),
      aw(and(absent, eu(absent, leave)), leave),
    );
  }

  /** "This item starts here", its own metavariables open: any match of it counts. */
  #guard(item: Node, bound: Bound): Formula | null {
    const { free, table } = this.#context;
    switch (item.kind) {
      case 'dots':
      case 'nest':
      case 'block':
        return null;
      case 'disj':
      case 'conj':
      case 'seq':
      case 'optional':
        return this.#guardOfGroup(item, bound);
      case 'if':
      case 'while':
      case 'for':
      case 'iterator':
      case 'switch':
      case 'function':
        return this.#guardOfHead(item, bound);
      case 'do':
        return table.ofPattern({ kind: 'do', pattern: item }, []);
      case 'meta': {
        const names = free.matched(item);
        const atoms = or(
          table.ofPattern({ kind: 'simple', pattern: item }, names),
          table.ofPattern({ kind: 'compound', pattern: item }, names),
        );
        return this.#quantify(difference(names, bound), atoms);
      }
      default:
        return this.#quantify(
          difference(free.matched(item), bound),
          table.ofPattern({ kind: item.kind === 'bare' ? 'bare' : 'item', pattern: item }, free.matched(item)),
        );
    }
  }

  #guardOfHead(item: Node, bound: Bound): Formula {
    const bodies = item.kids.filter((_, index) => BODY_KIDS[item.kind]?.includes(index) ?? false);
    const { head, shared } = this.#head(item, bodies, bound);
    return this.#quantify(shared, head);
  }

  #guardOfGroup(item: Node, bound: Bound): Formula | null {
    const kids = item.kind === 'seq' ? kidsOf(item).slice(0, 1) : kidsOf(item);
    const guards = kids.map((kid) => this.#guard(kid, bound)).filter((guard) => guard !== null);
    if (guards.length === 0) return null;
    return item.kind === 'conj' ? and(...guards) : or(...guards);
  }

  #at(at: (AtomPattern & { kind: 'at' })['at']): Formula {
    return this.#context.table.ofKind({ kind: 'at', at });
  }

  #quantify(names: ReadonlySet<string>, formula: Formula): Formula {
    return [...names].reduceRight((inner, name) => exists(this.#context.table.variable(name), inner), formula);
  }
}

interface Around {
  readonly rest: Continuation | null;
  /** The item in front, for the shortest path. */
  readonly before: Node | null;
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

const EMPTY: ReadonlySet<string> = new Set();
const NOTHING: Continuation = { used: EMPTY, build: () => null, guard: () => null };

/** Positions of the bodies among the kids of compound statements. */
const BODY_KIDS: Readonly<Record<string, readonly number[]>> = {
  if: [1, 2],
  while: [1],
  for: [3],
  iterator: [1],
  switch: [1],
  function: [4],
};

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

function kidsOf(node: Node): Node[] {
  return node.kids.filter((kid) => kid !== null);
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

/** The cases of a switch pattern with the statements behind each; dots between cases ask for nothing. */
function splitCases(items: readonly Node[]): Node[][] {
  const arms: Node[][] = [];
  for (const item of items) {
    if (startsArm(item)) arms.push([item]);
    else arms[arms.length - 1]?.push(item);
  }
  return arms;
}

function startsArm(item: Node): boolean {
  if (item.kind === 'disj') return kidsOf(item).some(startsArm);
  if (item.kind === 'seq') return item.kids[0] != null && startsArm(item.kids[0]);
  return item.kind === 'case' || item.kind === 'default';
}

import type { Node } from '../c/index.js';
import { and, ef, ex, or, truth } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
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
    const alone = (item: Node, bound: Bound): Formula => this.#withRest(item, null, bound);
    this.#guards = new Guards(this.#parts, alone);
    this.#paths = new Paths(this.#parts, this.#guards, alone);
  }

  /** The formula of a row of statements. */
  sequence(items: readonly Node[], after: Continuation | null, bound: Bound): Formula {
    return this.#from(items, { before: null, after, block: null }).build(bound) ?? truth;
  }

  /** What a row of items and then `after` ask for; `before` is what stands in front of the row. */
  #from(items: readonly Node[], { before, after, block }: Row): Continuation {
    const [item, ...others] = items;
    if (item === undefined) return after ?? NOTHING;
    const rest = others.length > 0 || after !== null ? this.#from(others, { before: item, after, block }) : null;
    const [next = null] = others;
    const afterJump = item.kind === 'dots' && after !== null ? this.#afterJump(others, after) : null;
    const own = this.#context.free.used(item);
    const used = union(own, rest?.used ?? EMPTY);
    const build = (bound: Bound): Formula => {
      // Dots behind the item must not meet it again, with the same values.
      const again = next !== null && isShortest(next) ? this.#context.free.matched(item) : EMPTY;
      const shared = difference(union(intersection(own, rest?.used ?? EMPTY), again), bound);
      const inner = union(bound, shared);
      return this.#parts.quantify(shared, this.#item(item, { rest, before, afterJump, block }, inner));
    };
    return { used, build: oncePerBound(used, build), guard: (bound) => this.#guards.of(item, bound) };
  }

  /** A return in front of the end of a block may stand elsewhere, where a goto leads. */
  #afterJump(others: readonly Node[], { close }: Continuation): Around['afterJump'] {
    const [only] = others;
    if (only === undefined || others.length > 1 || close === undefined || !isReturn(only)) return null;
    return { close, found: this.#from(others, { before: null, after: null, block: null }) };
  }

  #item(item: Node, around: Around, bound: Bound): Formula {
    switch (item.kind) {
      case 'dots':
        return this.#paths.dots(item, around, bound);
      case 'nest':
        return this.#paths.nest(item, around, bound);
      case 'disj':
        return this.#disjunction(item, around, bound);
      case 'conj':
        return and(...kidsOf(item).map((kid) => this.#among(kid, around, bound)));
      case 'optional':
        return this.#optional(item, around, bound);
      case 'seq':
        return this.#among(item, around, bound);
      case 'return':
        return this.#return(item, around, bound);
      default:
        return this.#statement(item, around.rest, bound);
    }
  }

  #withRest(item: Node, rest: Continuation | null, bound: Bound): Formula {
    return this.#among(item, { before: null, rest, block: null }, bound);
  }

  /** An item in the place of another one. */
  #among(item: Node, { before, rest, block }: Omit<Around, 'afterJump'>, bound: Bound): Formula {
    const items = item.kind === 'seq' ? kidsOf(item) : [item];
    return this.#from(items, { before, after: rest, block }).build(bound) ?? truth;
  }

  #disjunction(item: Node, around: Around, bound: Bound): Formula {
    const branches = kidsOf(item).map((kid) => this.#among(kid, around, bound));
    return branches.reduceRight((second, first) => this.#parts.either(first, second));
  }

  #optional(item: Node, around: Around, bound: Bound): Formula {
    // Dots in front of what is left out go on to the end of the function.
    const isBehindDots = around.before?.kind === 'dots' || around.before?.kind === 'nest';
    const without = around.rest?.build(bound) ?? (isBehindDots ? this.#parts.at('exit') : truth);
    const [kid] = kidsOf(item);
    return kid === undefined ? without : this.#parts.either(this.#among(kid, around, bound), without);
  }

  /** `return;` also says that the end of the function is reached. */
  #return(item: Node, { rest }: Around, bound: Bound): Formula {
    const written = this.#simple(item, rest === null ? null : this.#leaving(rest), bound);
    if (item.kids[0] != null) return written;
    const all = itemsOf(this.#context.pattern.root);
    const beside = all.includes(item) ? { beside: all.filter(({ kind }) => kind === 'return') } : {};
    const end = this.#context.table.ofPattern({ kind: 'implicit-return', pattern: item, ...beside }, []);
    return or(written, and(end, rest?.build(bound) ?? truth));
  }

  /** What follows a return at the end of a block: the blocks inside are left first. */
  #leaving(rest: Continuation): Continuation {
    if (rest.close === undefined) return rest;
    const build = (bound: Bound): Formula | null => {
      const following = rest.build(bound);
      return following === null ? null : this.#paths.afterCopies(following);
    };
    return { ...rest, build };
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
    const { free } = this.#context;
    const here = this.#parts.quantify(difference(free.used(item), bound), this.#parts.item(item));
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
    const [only] = item.kids;
    if (item.kids.length === 1 && only?.kind === 'meta' && this.#context.free.isStatementList(only)) {
      return this.#wholeBlock(item, only, { rest, bound });
    }
    const { open, close, name } = this.#parts.braces(item);
    const plus = difference(this.#context.free.ownPlus(item), bound);
    const inner = union(bound, new Set([name]), plus);
    const end: Continuation = {
      used: rest?.used ?? EMPTY,
      build: (within) => this.#then(close, rest, within),
      guard: () => close,
      close,
    };
    const body = this.#from(kidsOf(item), { before: item, after: end, block: close }).build(inner) ?? truth;
    const block = this.#parts.quantify(union(new Set([name]), plus), and(open, this.#parts.next(body)));
    return or(block, ...this.#gotoOnly(item, bound));
  }

  /** A lone goto that leads to a return stands for `{ ... return x; }`. */
  #gotoOnly(item: Node, bound: Bound): Formula[] {
    const [dots, ...others] = kidsOf(item);
    const afterJump = dots?.kind === 'dots' ? this.#afterJump(others, { ...NOTHING, close: truth }) : null;
    if (dots === undefined || afterJump === null) return [];
    const shared = difference(this.#context.free.used(item), bound);
    const around = { rest: afterJump.found, before: item, afterJump, block: null };
    return [this.#parts.quantify(shared, this.#paths.leavingByGoto(dots, around, union(bound, shared)))];
  }

  /** A block of which a statement list takes all that it holds. */
  #wholeBlock(item: Node, list: Node, { rest, bound }: { rest: Continuation | null; bound: Bound }): Formula {
    const { free, table } = this.#context;
    const { open, close, name } = this.#parts.braces(item);
    const local = union(difference(free.used(item), bound), new Set([name]));
    const taken = table.ofPattern({ kind: 'statements', pattern: list }, free.matched(list));
    return this.#parts.quantify(local, and(open, taken, ef(this.#then(close, rest, union(bound, local)))));
  }

  #if(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const { free, table } = this.#context;
    const [, thenBranch = null, elseBranch = null] = item.kids;
    const { head, shared } = this.#parts.head(item, [thenBranch, elseBranch], bound);
    const inner = union(bound, shared);
    const parts = [head, ex(and(this.#parts.at('true'), this.#branch(thenBranch, inner)))];
    if (elseBranch === null) {
      parts.push(ex(this.#parts.at('fall-through')));
    } else {
      const word = table.ofPattern({ kind: 'else', pattern: item }, free.attached(item));
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
    const inBody = body === null ? EMPTY : free.used(body);
    const inPlus = intersection(free.ownPlus(item), union(inBody, inTail));
    const shared = difference(union(intersection(inTail, inBody), inPlus), bound);
    const inner = union(bound, shared);
    const inCondition = condition === null ? EMPTY : free.matched(condition);
    const tail = table.ofPattern({ kind: 'do-tail', pattern: item }, union(inCondition, free.attached(item)));
    const end: Continuation = {
      used: rest?.used ?? EMPTY,
      build: (within) => this.#withAfter(this.#parts.quantify(difference(inTail, inner), tail), rest, within),
      guard: () => tail,
    };
    const { head, loop } = this.#parts.doHead(item);
    const following = body === null ? end.build(inner) : this.#withRest(body, end, inner);
    return this.#parts.quantify(union(shared, loop), and(head, this.#parts.next(following ?? truth)));
  }

  /** Every case of the program must be one of the pattern's, unless the pattern has dots between its cases. */
  #switch(item: Node, rest: Continuation | null, bound: Bound): Formula {
    const body = item.kids[1] ?? null;
    const { head, shared } = this.#parts.head(item, [body], bound);
    const inner = union(bound, shared);
    const inside = body?.kind === 'block' ? ex(this.#switchBody(body, inner)) : truth;
    return this.#parts.quantify(shared, this.#withAfter(and(head, inside), rest, inner));
  }

  /** What several arms use, and code added to the braces, has one value in all of them. */
  #switchBody(body: Node, bound: Bound): Formula {
    const { free } = this.#context;
    const { open, close, name } = this.#parts.braces(body);
    const arms = splitCases(kidsOf(body));
    const names = arms.map((arm) => union(...arm.map((item) => free.used(item))));
    const common = names.map((own, index) => intersection(own, union(...names.slice(index + 1))));
    const shared = union(difference(union(free.ownPlus(body), ...common), bound), new Set([name]));
    // Dots at the end of an arm go to where the switch is left, by whichever way.
    const end: Continuation = { used: EMPTY, build: () => close, guard: () => close, close };
    const inArms = arms.map((arm) => {
      const after = arm.at(-1)?.kind === 'dots' ? end : null;
      return ex(this.#from(arm, { before: null, after, block: close }).build(union(bound, shared)) ?? truth);
    });
    return this.#parts.quantify(shared, and(open, ...inArms, ef(close)));
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
    const { free } = this.#context;
    // Code added behind the nest may ask for what a match of it binds.
    if (intersection(free.ownPlus(body), free.matched(only)).size > 0) return this.#withRest(body, null, bound);
    const { open, close, name } = this.#parts.braces(body);
    const found = ef(this.#paths.nestBody(only, bound));
    const collected = only.value === '<+...' ? found : or(truth, found);
    return this.#parts.quantify(new Set([name]), and(open, collected, ef(close)));
  }
}

/** What stands in front of and behind a row of items. */
interface Row {
  readonly before: Node | null;
  readonly after: Continuation | null;
  /** The closing brace of the block that the row stands in. */
  readonly block: Formula | null;
}

/** Dots that take the shortest path. */
function isShortest(item: Node): boolean {
  return item.kind === 'dots' && !item.kids.some((when) => when?.kind === 'when' && when.value === 'any');
}

/** The items of which a pattern is one or the other. */
function itemsOf(root: Node): readonly Node[] {
  const isChoice = root.kind === 'disj' || (root.kind === 'seq' && root.kids.length === 1);
  return isChoice ? kidsOf(root).flatMap(itemsOf) : [root];
}

function isReturn(item: Node): boolean {
  if (item.kind === 'return') return true;
  return (item.kind === 'disj' || (item.kind === 'seq' && item.kids.length === 1)) && kidsOf(item).every(isReturn);
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

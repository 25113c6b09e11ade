import type { Node } from '../c/index.js';
import { and, ax, ex, exists, not, or, seqor } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
import type { Pattern } from '../smpl/index.js';
import type { AtomTable } from './atom-table.js';
import type { AtomPattern } from './compiled-rule.js';
import { difference, intersection, union } from './continuation.js';
import type { Bound } from './continuation.js';
import { LoopNames } from './loop-names.js';
import type { FreeVariables } from './free-variables.js';

/** What building a rule's formula needs to know. */
export interface FormulaContext {
  readonly pattern: Pattern;
  readonly free: FreeVariables;
  readonly table: AtomTable;
  /** One path is enough (`exists` rules, rules with `*` lines). */
  readonly onePath: boolean;
}

export const EMPTY: ReadonlySet<string> = new Set();

/** The small pieces that formulas of statements, paths and guards are made of. */
export class FormulaParts {
  readonly context: FormulaContext;
  readonly #loops: LoopNames;

  constructor(context: FormulaContext) {
    this.context = context;
    this.#loops = new LoopNames(context.pattern.root);
  }

  next(formula: Formula): Formula {
    return this.context.onePath ? ex(formula) : ax(formula);
  }

  at(at: (AtomPattern & { kind: 'at' })['at']): Formula {
    return this.context.table.ofKind({ kind: 'at', at });
  }

  quantify(names: ReadonlySet<string>, formula: Formula): Formula {
    return [...names].reduceRight((inner, name) => exists(this.context.table.variable(name), inner), formula);
  }

  /** The first, or the second where the first does not hold, wherever the first has its positions. */
  either(first: Formula, second: Formula): Formula {
    const { positions } = this.context.free;
    if (positions.size === 0) return seqor(first, second);
    return or(first, and(not(this.quantify(positions, first)), second));
  }

  /** A statement or expression that is one node. A break or continue in a loop of the pattern is that loop's. */
  item(item: Node): Formula {
    const { free, table } = this.context;
    const names = free.matched(item);
    if (item.kind === 'bare') return table.ofPattern({ kind: 'bare', pattern: item }, names);
    const loop = this.#loops.ofJump(item);
    if (loop === null) return table.ofPattern({ kind: 'item', pattern: item }, names);
    return table.ofPattern({ kind: 'item', pattern: item, block: table.variable(loop) }, [...names, loop]);
  }

  /** The word `do`, and the variable of the loop if something in it jumps. */
  doHead(item: Node): { head: Formula; loop: ReadonlySet<string> } {
    const { free, table } = this.context;
    const attached = free.attached(item);
    const loop = this.#loops.ofLoop(item);
    if (loop === null) return { head: table.ofPattern({ kind: 'do', pattern: item }, attached), loop: EMPTY };
    const block = table.variable(loop);
    return { head: table.ofPattern({ kind: 'do', pattern: item, block }, [...attached, loop]), loop: new Set([loop]) };
  }

  braces(block: Node): { open: Formula; close: Formula; name: string } {
    const { free, table } = this.context;
    const names = [table.blockVariable(), ...free.attached(block)] as const;
    const [name] = names;
    const variable = table.variable(name);
    return {
      name,
      open: table.ofPattern({ kind: 'open', pattern: block, block: variable }, names),
      close: table.ofPattern({ kind: 'close', pattern: block, block: variable }, names),
    };
  }

  /** The head of a compound statement, and which of its metavariables the body shares with it. */
  head(item: Node, body: readonly (Node | null)[], bound: Bound): { head: Formula; shared: Set<string> } {
    const { free, table } = this.context;
    const parts = item.kids.filter((kid) => kid !== null && !body.includes(kid)) as Node[];
    const matched = union(
      ...parts.map((part) => free.matched(part)),
      free.isVariable(item.value) ? new Set([item.value]) : EMPTY,
      free.attached(item),
    );
    const used = union(matched, free.ownPlus(item), ...parts.map((part) => free.used(part)));
    const [first = EMPTY, second = EMPTY] = body.map((kid) => (kid === null ? EMPTY : free.used(kid)));
    const inBodies = union(intersection(used, union(first, second)), intersection(first, second));
    const shared = difference(inBodies, bound);
    const local = difference(difference(used, bound), shared);
    const loop = this.#loops.ofLoop(item);
    if (loop === null) {
      return { head: this.quantify(local, table.ofPattern({ kind: 'header', pattern: item }, matched)), shared };
    }
    const pattern = { kind: 'header' as const, pattern: item, block: table.variable(loop) };
    return {
      head: this.quantify(local, table.ofPattern(pattern, [...matched, loop])),
      shared: union(shared, new Set([loop])),
    };
  }
}

export function kidsOf(node: Node): Node[] {
  return node.kids.filter((kid) => kid !== null);
}

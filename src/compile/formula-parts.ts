import type { Node } from '../c/index.js';
import { ax, ex, exists } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
import type { Pattern } from '../smpl/index.js';
import type { AtomTable } from './atom-table.js';
import type { AtomPattern } from './compiled-rule.js';
import { difference, intersection, union } from './continuation.js';
import type { Bound } from './continuation.js';
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

  constructor(context: FormulaContext) {
    this.context = context;
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

  braces(block: Node): { open: Formula; close: Formula; name: string } {
    const { table } = this.context;
    const name = table.blockVariable();
    const variable = table.variable(name);
    return {
      name,
      open: table.ofPattern({ kind: 'open', pattern: block, block: variable }, [name]),
      close: table.ofPattern({ kind: 'close', pattern: block, block: variable }, [name]),
    };
  }

  /** The head of a compound statement, and which of its metavariables the body shares with it. */
  head(item: Node, body: readonly (Node | null)[], bound: Bound): { head: Formula; shared: Set<string> } {
    const { free, table } = this.context;
    const parts = item.kids.filter((kid) => kid !== null && !body.includes(kid)) as Node[];
    const matched = union(
      ...parts.map((part) => free.matched(part)),
      free.isVariable(item.value) ? new Set([item.value]) : EMPTY,
    );
    const used = union(matched, free.ownPlus(item), ...parts.map((part) => free.used(part)));
    const inBody = union(...body.map((kid) => (kid === null ? EMPTY : free.used(kid))));
    const shared = difference(intersection(used, inBody), bound);
    const local = difference(difference(used, bound), shared);
    return { head: this.quantify(local, table.ofPattern({ kind: 'header', pattern: item }, matched)), shared };
  }
}

export function kidsOf(node: Node): Node[] {
  return node.kids.filter((kid) => kid !== null);
}

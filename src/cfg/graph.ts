import type { Node } from '../c/index.js';

/**
 * Kinds of nodes of the control-flow graph. `true` … `after` and `end` stand for no code: they say where in a
 * statement a path is.
 *
 * - `item`: a node that is wholly one piece of syntax (expression statement, declaration, return, label, case, `#if`, …).
 * - `header`: the head of if, while, for, iterator, switch or function; its syntax node is the whole statement.
 * - `do` and `do-tail`: both ends of a do loop. `else`: the word.
 * - `open`, `close`: braces; a `close` may stand several times, once for each path that leaves its block early.
 * - `true`/`false`/`fall-through`: into the branches of an if (`fall-through`: there is no else).
 * - `in-loop`/`loop-fall-through`: into and out of a loop's body.
 * - `after`: what comes behind a compound statement, tied to its head by a control edge; `end`: where its branches meet.
 */
export type CfgKind =
  | 'top'
  | 'item'
  | 'header'
  | 'do'
  | 'do-tail'
  | 'else'
  | 'open'
  | 'close'
  | 'true'
  | 'false'
  | 'fall-through'
  | 'in-loop'
  | 'loop-fall-through'
  | 'after'
  | 'end'
  | 'exit';

export interface CfgNode {
  readonly kind: CfgKind;
  /** The syntax it belongs to; null for `top` and `exit`. */
  readonly node: Node | null;
  /** For `true`: the branch never falls through. */
  escapes: boolean;
  /** For `close`: this copy stands on the way of a jump out of the block. */
  readonly copy: boolean;
  /** For `close`: the body of a function ends here, and control falls off it. */
  endsFunction: boolean;
  /** For break and continue: the loop or switch that they leave or go on with. */
  jumpsFrom: Node | null;
  /** For the first node of a statement: that statement (its region), else null. */
  region: Node | null;
}

/** The graph of one top-level item. Edges in compressed rows, as the model checker takes them. */
export interface Cfg {
  readonly item: Node;
  readonly nodes: readonly CfgNode[];
  readonly states: number;
  readonly directStart: Uint32Array;
  readonly direct: Uint32Array;
  readonly allStart: Uint32Array;
  readonly all: Uint32Array;
}

/** Jumps that a graph may leave out, as if they led nowhere. */
export interface FlowOptions {
  /** No way back from the end of a loop's body to its head. */
  readonly noLoops?: boolean;
  /** No way from a goto to its label. */
  readonly noGotos?: boolean;
}

/** The body of a `#define` where it is statements: these are nodes of their own behind that of the line. */
export function macroStatements(item: Node): Node | null {
  const body = item.kind === 'define' ? item.kids[2] : null;
  return body != null && STATEMENT_BODIES.has(body.kind) ? body : null;
}

/**
 * Statements among the arguments of a macro that is called as a statement: `DEBUG(if (x) y();)`. They are nodes of their
 * own behind that of the call, on a way beside it, as the macro may drop them.
 */
export function statementArguments(item: Node): readonly Node[] {
  if (item.kind !== 'macro-stmt' && item.kind !== 'expr-stmt') return NONE;
  const [call] = item.kids;
  const args = call?.kind === 'call' ? call.kids[1] : null;
  // Asked of every statement for every pattern: nearly none has any.
  return args?.kids.some(isStatementArgument) === true ? args.kids.filter(isStatementArgument) : NONE;
}

/** Macros side by side are no statements. */
function isStatementArgument(argument: Node | null): argument is Node {
  if (argument === null || !STATEMENT_BODIES.has(argument.kind)) return false;
  return !(argument.kind === 'seq' && argument.kids.every((kid) => kid?.kind === 'macro-stmt'));
}

const NONE: readonly Node[] = [];

const STATEMENT_BODIES: ReadonlySet<string> = new Set([
  'block',
  'seq',
  'expr-stmt',
  'if',
  'while',
  'do',
  'for',
  'iterator',
  'switch',
  'return',
]);

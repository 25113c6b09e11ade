import type { Cst } from '../cst.js';
import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { TokenKind } from '../tokens.js';
import type { Tokens } from '../tokens.js';
import { complete } from './completion.js';
import { tokenSource } from './context.js';
import type { LowerContext } from './context.js';
import { NO_TOKENS, SKIP_HIDDEN } from './cursor.js';
import { directiveNode } from './define.js';
import { Lowering } from './lowering.js';
import { Names } from './names.js';
import { Reader } from './reader.js';
import { topLevelItems } from './top-level.js';

export { attributesFromTokens } from './attribute.js';
export type { LowerContext } from './context.js';

/**
 * Lowers the concrete tree of a unit (its `translation_unit`) to items in source order. Every token of the unit that
 * is not hidden and not in an excluded `#if` arm belongs to exactly one node, but for preprocessor lines that stand
 * in the middle of an expression. Never throws on odd trees: what cannot be understood is `unread`.
 */
export function lower(cst: Cst, context: LowerContext): Node[] {
  const lowering = new Lowering(context);
  const items = lowering.items(cst.type === 'translation_unit' ? cst.children : [cst]);
  return complete(items, lowering.source, context.unit.endToken, context.typeNames);
}

/** Items read from tokens, and how often the reader met what it could not read. */
export interface TokenReading {
  readonly items: Node[];
  readonly failures: number;
  /** How often a word was met in a declaration that is no part of the grammar; see Cursor. */
  readonly strays: number;
  /** How many failures are an `else` that belongs to no `if`. */
  readonly loneElses: number;
}

/** Lowers a unit from its tokens alone: the first way of reading one, and by far the fastest. */
export function lowerTokens(context: LowerContext): TokenReading {
  const source = tokenSource(context);
  const reader = new Reader(source, context.unit.firstToken, context.unit.endToken);
  const items = topLevelItems(reader);
  const { failures, strays, loneElses } = reader;
  const completed = failures > 0 ? items : complete(items, source, context.unit.endToken, context.typeNames);
  return { items: completed, failures, strays, loneElses };
}

/**
 * Lowers a unit of preprocessor lines (kinds define, include, directive) from its tokens; a macro's body becomes an
 * expression, type, statement or `seq` where it is one.
 */
export function lowerDirectives(context: LowerContext): Node[] {
  const source = tokenSource(context);
  const { firstToken, endToken } = context.unit;
  const nodes: Node[] = [];
  for (let first = firstToken; first < endToken;) {
    let end = first + 1;
    while (end < endToken && context.tokens.kind[end] !== TokenKind.directive) end++;
    nodes.push(directiveNode(source, first, end, context.typeNames));
    first = end;
  }
  return nodes;
}

/** The type that tokens `first` to `last` spell, or null when they are no type. */
export function typeFromTokens(tokens: Tokens, first: number, last: number): Node | null {
  const skip = new Uint8Array(last + 1 - first);
  const names = new Names(new Set());
  const none = NO_TOKENS;
  const source = { tokens, skip, base: first, words: [], skipBits: SKIP_HIDDEN, names, stops: none, iterators: none };
  const reader = new Reader(source, first, last + 1);
  const type = reader.typeName();
  return reader.atEnd && reader.failures === 0 ? type : null;
}

/** The tree of a unit that nobody could read. */
export function unreadUnit(context: LowerContext): Node {
  const { base, skip } = tokenSource(context);
  const tokens: number[] = [];
  skip.forEach((bits, at) => {
    if ((bits & SKIP_HIDDEN) === 0) tokens.push(base + at);
  });
  return makeNode('unread', '', [], tokens);
}

import type { Cst } from '../cst.js';
import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { spelling } from '../tokens.js';
import type { Tokens } from '../tokens.js';
import { tokenSource } from './context.js';
import type { LowerContext } from './context.js';
import type { TokenSource } from './cursor.js';
import type { Names } from './names.js';
import { Reader } from './reader.js';

/** A stretch of tokens `[first, end)`. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

/** Ties concrete nodes to the unit's tokens. Layers above lower expressions, statements and items. */
export class Positions {
  readonly context: LowerContext;
  readonly source: TokenSource;
  readonly tokens: Tokens;
  readonly names: Names;
  /** Where the last search ended: nodes are visited nearly in order, so the next answer is near. */
  #near: number;

  constructor(context: LowerContext) {
    this.context = context;
    this.source = tokenSource(context);
    this.tokens = context.tokens;
    this.names = this.source.names;
    this.#near = context.unit.firstToken;
  }

  /** The first token of the unit that starts at or behind an offset of the file. */
  tokenAt(offset: number): number {
    const { firstToken, endToken } = this.context.unit;
    const start = this.tokens.start;
    let at = this.#near;
    while (at < endToken && (start[at] ?? 0) < offset) at++;
    while (at > firstToken && (start[at - 1] ?? 0) >= offset) at--;
    this.#near = at;
    return at;
  }

  stretch(cst: Cst): Stretch {
    return { first: this.tokenAt(cst.start), end: this.tokenAt(cst.end) };
  }

  isVisible(token: number): boolean {
    return ((this.source.skip[token - this.source.base] ?? 0) & this.source.skipBits) === 0;
  }

  /** The visible tokens that start within a concrete node. */
  visible(cst: Cst): number[] {
    const { first, end } = this.stretch(cst);
    const found: number[] = [];
    for (let token = first; token < end; token++) if (this.isVisible(token)) found.push(token);
    return found;
  }

  word(token: number): string {
    return spelling(this.tokens, token);
  }

  reader({ first, end }: Stretch): Reader {
    return new Reader(this.source, first, end);
  }

  /** The visible tokens of the anonymous children (keywords, operators, brackets), of several nodes in order. */
  own(...nodes: readonly Cst[]): number[] {
    const found: number[] = [];
    for (const { children } of nodes) {
      for (const child of children) if (!child.named) this.collect(child, found);
    }
    return nodes.length > 1 ? found.sort((left, right) => left - right) : found;
  }

  private collect(leaf: Cst, into: number[]): void {
    const end = this.tokenAt(leaf.end);
    for (let token = this.tokenAt(leaf.start); token < end; token++) if (this.isVisible(token)) into.push(token);
  }

  /** True when visible tokens lie between the children: the parser was shown something else there. */
  hasGap(cst: Cst): boolean {
    let reached = this.tokenAt(cst.start);
    for (const child of cst.children) {
      if (this.anyVisible(reached, this.tokenAt(child.start))) return true;
      reached = Math.max(reached, this.tokenAt(child.end));
    }
    return this.anyVisible(reached, this.tokenAt(cst.end));
  }

  private anyVisible(first: number, end: number): boolean {
    for (let token = first; token < end; token++) if (this.isVisible(token)) return true;
    return false;
  }

  /** All of a concrete node's tokens as one node that nobody looks into. */
  unread(cst: Cst): Node {
    return makeNode('unread', '', [], this.visible(cst));
  }
}

/** The child in a field, if any. */
export function fieldOf(cst: Cst, name: string): Cst | null {
  for (const child of cst.children) if (child.field === name && child.type !== 'comment') return child;
  return null;
}

/** The children that are neither punctuation nor comments. */
export function namedChildren(cst: Cst): Cst[] {
  return cst.children.filter((child) => child.named && child.type !== 'comment');
}

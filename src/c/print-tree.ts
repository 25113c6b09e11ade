import type { Node } from './node.js';
import { spelling } from './tokens.js';
import type { Tokens } from './tokens.js';

/**
 * A tree as indented lines, one node each: kind, value, and the spellings of its own tokens. A missing optional part is
 * a `-`; a node that several parents share is printed under each.
 */
export function printTree(node: Node | null, tokens: Tokens, indent = ''): string {
  if (node === null) return `${indent}-\n`;
  const own = node.tokens.map((token) => spelling(tokens, token)).join(' ');
  const value = node.value === '' || node.value === own ? '' : ` ${node.value}`;
  const line = `${indent}${node.kind}${value}${own === '' ? '' : ` [${own}]`}\n`;
  return line + node.kids.map((kid) => printTree(kid, tokens, `${indent}  `)).join('');
}

/**
 * A tree as one line: `(kind value kid ...)`, leaves as `kind:value`, a missing part as `-`. Own tokens are left out:
 * equal shapes print equal.
 */
export function printShape(node: Node | null): string {
  if (node === null) return '-';
  const head = node.value === '' ? node.kind : `${node.kind}:${node.value}`;
  return node.kids.length === 0 ? head : `(${[head, ...node.kids.map(printShape)].join(' ')})`;
}

import { spelling } from '../c/index.js';
import type { Node, Tokens } from '../c/index.js';

/** The indices of all tokens of a subtree, in source order. */
export function tokensOf(node: Node): readonly number[] {
  const known = tokenLists.get(node);
  if (known !== undefined) return known;
  const list: number[] = [];
  const collect = (at: Node): void => {
    list.push(...at.tokens);
    for (const kid of at.kids) if (kid !== null) collect(kid);
  };
  collect(node);
  list.sort((left, right) => left - right);
  const unique = list.filter((token, index) => token !== list[index - 1]);
  tokenLists.set(node, unique);
  return unique;
}

const tokenLists = new WeakMap<Node, readonly number[]>();
const keys = new WeakMap<Node, string>();

/** The subtree's identity as a value: its structure for a type, its spelled tokens for anything else. */
export function keyOf(node: Node, tokens: Tokens): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const key = typeKey(node, tokens) ?? spelled(tokensOf(node), tokens);
  keys.set(node, key);
  return key;
}

export function spelled(list: readonly number[], tokens: Tokens): string {
  return list.map((token) => spelling(tokens, token)).join(' ');
}

/** Types are compared by structure: a computed type has no tokens of its own. */
function typeKey(node: Node, tokens: Tokens): string | null {
  const inner = (): string => {
    const [kid] = node.kids;
    return kid == null ? '' : keyOf(kid, tokens);
  };
  switch (node.kind) {
    case 'prim':
    case 'typename':
      return node.value;
    case 'struct':
    case 'union':
    case 'enum':
      return node.kids[1] == null ? `${node.kind} ${inner()}` : null;
    case 'pointer':
      return `${inner()} *`;
    case 'qualified':
      return `${node.value} ${inner()}`;
    case 'grouped':
      return inner();
    case 'array':
      return `${inner()} [${node.kids[1] == null ? '' : keyOf(node.kids[1], tokens)}]`;
    default:
      return null;
  }
}

/** The text from the first to the last of some tokens. */
export function textOf(list: readonly number[], tokens: Tokens): string {
  const first = list[0];
  const last = list[list.length - 1];
  if (first === undefined || last === undefined) return '';
  if (last - first + 1 === list.length) return tokens.text.slice(tokens.start[first], tokens.end[last]);
  return spelled(list, tokens);
}

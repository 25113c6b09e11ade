import type { Node } from '../c/index.js';

/** The expressions inside a top-level item whose truth alone matters there: conditions, and operands of `&& || !`. */
export function testsIn(item: Node): ReadonlySet<Node> {
  const tests = new Set<Node>();
  const walk = (node: Node): void => {
    for (const index of TESTS[node.kind] ?? []) if (LOGICAL.has(node.value)) note(node.kids[index] ?? null, tests);
    for (const kid of node.kids) if (kid !== null) walk(kid);
  };
  walk(item);
  return tests;
}

/** Positions of such expressions among the kids of a node. */
const TESTS: Readonly<Record<string, readonly number[]>> = {
  if: [0],
  while: [0],
  do: [1],
  for: [1],
  conditional: [0],
  unary: [0],
  binary: [0, 1],
};

/** Values of nodes that hold tests: statements and `?:` have none. */
const LOGICAL: ReadonlySet<string> = new Set(['', '!', '&&', '||']);

/** Parentheses hand the question on to what they hold. */
function note(node: Node | null, tests: Set<Node>): void {
  if (node === null) return;
  tests.add(node);
  if (node.kind === 'paren') note(node.kids[0] ?? null, tests);
}

import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { PatternToken, Rule } from '../smpl/index.js';

/**
 * `f(...) { <... X ...> }` matches functions without any X, too. Where all that a rule marks, adds or gives to others
 * stands in the nest, nobody sees those matches, and the rule is taken as `<+... X ...+>`: then what X needs can rule
 * functions out before more is asked of them. `exported` are the metavariables that others use; that there was a match
 * must be asked for by nobody.
 */
export function withNeededNest(rule: Rule, exported: ReadonlySet<string>): Rule {
  const { root } = rule.body;
  const [definition] = root.kids;
  const body = definition?.kind === 'function' ? definition.kids[4] : null;
  const [nest] = body?.kids ?? [];
  if (root.kids.length !== 1 || definition == null || body?.kind !== 'block' || body.kids.length !== 1) return rule;
  if (nest?.kind !== 'nest' || nest.value !== '<...' || nest.kids.length !== 1) return rule;
  const inside = new Set(nest.kids.flatMap((kid) => (kid === null ? [] : tokensIn(kid))));
  if (rule.body.tokens.some((token, index) => !inside.has(index) && isSeen(token, exported))) return rule;
  const needed = makeNode('nest', '<+...', nest.kids, nest.tokens);
  return { ...rule, body: { ...rule.body, root: replaced(root, nest, needed) } };
}

function tokensIn(node: Node): number[] {
  return [...node.tokens, ...node.kids.flatMap((kid) => (kid === null ? [] : tokensIn(kid)))];
}

/** Whether a token is changed or marked, or code beside it is added, or it gives a value to others. */
function isSeen({ text, mark, before, after, attached }: PatternToken, exported: ReadonlySet<string>): boolean {
  if (mark !== 'context' || before !== null || after !== null) return true;
  return exported.has(text) || attached.some((name) => exported.has(name));
}

function replaced(tree: Node, old: Node, by: Node): Node {
  if (tree === old) return by;
  if (tree.kids.every((kid) => kid === null || kid.first > old.last || kid.last < old.first)) return tree;
  const kids = tree.kids.map((kid) => (kid === null ? null : replaced(kid, old, by)));
  return makeNode(tree.kind, tree.value, kids, tree.tokens);
}

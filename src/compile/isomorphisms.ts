import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Isomorphism, Rule } from '../smpl/index.js';
import { isMade, makeAlternatives } from './alternatives.js';
import { IsomorphismBuilder } from './isomorphism-build.js';
import { admits, roleOfKid } from './isomorphism-place.js';
import type { Role } from './isomorphism-place.js';
import { usedOnce } from './unitary.js';

/**
 * More alternatives than this are not made at one place of a pattern: each isomorphism that applies may double them, and
 * a pattern with many operators would otherwise grow beyond use.
 */
const MOST_ALTERNATIVES = 64;

/** Forms of forms double a pattern as well: one that has grown to so many tokens gets no more. */
const MOST_TOKENS = 20_000;

/**
 * A rule whose pattern also matches what isomorphisms say is the same. Isomorphisms are applied in order, each once at
 * every place, inner places first; where one applies, the place becomes a disjunction of the code as written and its
 * other forms. The tokens of the other forms are new, with the marks, plus code and positions of those they stand for.
 * Names after `disable` are left out, `disable all` leaves out all. `exported` are the metavariables later rules use.
 */
export function expandIsomorphisms(
  rule: Rule,
  isomorphisms: readonly Isomorphism[],
  exported: ReadonlySet<string> = new Set(),
): Rule {
  if (rule.disabled.includes('all')) return rule;
  const builder = new IsomorphismBuilder(rule, usedOnce(rule, exported));
  let root = rule.body.root;
  for (const isomorphism of isomorphisms) {
    if (!rule.disabled.includes(isomorphism.name)) root = new Expander(builder, isomorphism).expand(root, 'item');
  }
  if (root === rule.body.root) return rule;
  return { ...rule, metavariables: builder.metavariables, body: { ...rule.body, tokens: builder.tokens, root } };
}

/** Applies one isomorphism to a tree. */
class Expander {
  readonly #builder: IsomorphismBuilder;
  readonly #isomorphism: Isomorphism;

  constructor(builder: IsomorphismBuilder, isomorphism: Isomorphism) {
    this.#builder = builder;
    this.#isomorphism = isomorphism;
  }

  expand(node: Node, role: Role): Node {
    const kids = node.kids.map((kid, index) => (kid === null ? null : this.expand(kid, roleOfKid(node, index, role))));
    const changed = kids.some((kid, index) => kid !== node.kids[index]);
    const whole = changed ? rebuild(node, kids) : node;
    const others = admits(this.#isomorphism.kind, role, node) ? this.#alternatives(whole, node) : [];
    const made = this.#isomorphism.kind === 'ToTestExpression' && role === 'anywhere' ? others.map(asTest) : others;
    return made.length === 0 ? whole : makeAlternatives(flat([whole, ...made]));
  }

  /** The other forms of a place: with other forms inside it, or as it was where those hide its own form. */
  #alternatives(whole: Node, node: Node): Node[] {
    const made = this.#formsOf(whole);
    return made.length > 0 || whole === node ? made : this.#formsOf(node);
  }

  /** The first side that matches says what the other forms are. */
  #formsOf(node: Node): Node[] {
    const { sides, sources } = this.#isomorphism;
    if (this.#builder.tokens.length > MOST_TOKENS) return [];
    for (let from = 0; from < sources; from++) {
      const made: Node[] = [];
      sides.forEach((_, to) => {
        const other = to === from ? null : this.#builder.rewrite(node, this.#isomorphism, { from, to });
        if (other !== null) made.push(other);
      });
      if (made.length > 0) return made;
    }
    return [];
  }
}

/** A form that says the same only where the program asks for its truth. */
function asTest(form: Node): Node {
  return makeNode('test', '', [form], []);
}

function rebuild(node: Node, kids: readonly (Node | null)[]): Node {
  if (isMade(node)) return makeAlternatives(flat(kids.filter((kid) => kid !== null)));
  return makeNode(node.kind, node.value, kids, node.tokens);
}

/** Branches of made disjunctions inside become branches of the outer one. */
function flat(branches: readonly Node[]): Node[] {
  return branches
    .flatMap((branch) => (isMade(branch) ? branch.kids.filter((kid) => kid !== null) : [branch]))
    .slice(0, MOST_ALTERNATIVES);
}

import type { Node } from '../c/index.js';
import type { Isomorphism, Metavariable } from '../smpl/index.js';
import { isExpression, isStatement, isType } from './isomorphism-place.js';

/** What the metavariables of an isomorphism stand for, and the tokens that its own words matched. */
export interface IsomorphismMatch {
  readonly bound: ReadonlyMap<string, Node>;
  readonly literals: readonly number[];
}

const INTEGERS = /^(?:unsigned|signed|short|long|char|int|bool)\b/;

/** Matches one side of an isomorphism with a piece of a pattern; null when it has not that form. */
export function matchSide(
  side: Node,
  node: Node,
  isomorphism: Isomorphism,
  metavariables: ReadonlyMap<string, Metavariable>,
): IsomorphismMatch | null {
  const matcher = new SideMatcher(isomorphism, metavariables);
  return matcher.match(side, node) ? matcher : null;
}

class SideMatcher implements IsomorphismMatch {
  readonly bound = new Map<string, Node>();
  readonly literals: number[] = [];
  readonly #isomorphism: Isomorphism;
  readonly #metavariables: ReadonlyMap<string, Metavariable>;

  constructor(isomorphism: Isomorphism, metavariables: ReadonlyMap<string, Metavariable>) {
    this.#isomorphism = isomorphism;
    this.#metavariables = metavariables;
  }

  match(side: Node | null, node: Node | null): boolean {
    if (side === null || node === null) return side === node;
    if (side.kind === 'meta') return this.#bind(side.value, node);
    if (side.kind !== node.kind || side.value !== node.value) return false;
    this.literals.push(...node.tokens);
    if (side.kind === 'dots') return true;
    return (
      side.kids.length === node.kids.length &&
      side.kids.every((kid, index) => this.match(kid, node.kids[index] ?? null))
    );
  }

  #bind(name: string, node: Node): boolean {
    const before = this.bound.get(name);
    if (before !== undefined) return isSame(before, node);
    const declared = this.#isomorphism.metavariables.find((metavariable) => metavariable.name === name);
    if (declared === undefined || !this.#fits(declared, node)) return false;
    this.bound.set(name, node);
    return true;
  }

  #fits({ kind, types }: Metavariable, node: Node): boolean {
    switch (kind) {
      case 'expression':
        return this.#isTerm(node) && types.every((type) => this.#hasType(node, type));
      case 'constant':
        return this.#isConstant(node);
      case 'identifier':
        return node.kind === 'ident' || /^(?:identifier|idexpression)$/.test(this.#kindOf(node));
      case 'statement':
        return this.#isItem(node) || isChoiceOf(node, (kid) => this.#isItem(kid));
      case 'type':
        return isType(node) || this.#kindOf(node) === 'type' || isChoiceOf(node, isType);
      default:
        return false;
    }
  }

  /** A statement; an expression that stands alone as one is looked for in statements. */
  #isItem(node: Node): boolean {
    return isStatement(node) || node.kind === 'bare' || this.#kindOf(node) === 'statement';
  }

  /** An expression; dots and nests stand for one as well. */
  #isTerm(node: Node): boolean {
    if (node.kind === 'meta') return this.#kindOf(node) !== 'type' && this.#kindOf(node) !== 'expression list';
    return isExpression(node) || node.kind === 'dots' || node.kind === 'nest' || isChoiceOf(node, isExpression);
  }

  #kindOf(node: Node): string {
    return node.kind === 'meta' ? (this.#metavariables.get(node.value)?.kind ?? '') : '';
  }

  /** Literals, names in capitals and constant metavariables. */
  #isConstant(node: Node): boolean {
    if (node.kind === 'number' || node.kind === 'char' || node.kind === 'string') return true;
    if (node.kind === 'ident') return /^[A-Z_][A-Z0-9_]*$/.test(node.value);
    return this.#kindOf(node) === 'constant';
  }

  /** Whether a metavariable of the pattern is declared with the kind of type asked for; of other code no type is known. */
  #hasType(node: Node, wanted: Node): boolean {
    const types = node.kind === 'meta' ? (this.#metavariables.get(node.value)?.types ?? []) : [];
    const [only] = types;
    if (only === undefined) return false;
    if (wanted.kind === 'meta') return types.length === 1 && this.#bind(wanted.value, only);
    if (wanted.kind === 'pointer') return types.every(({ kind }) => kind === 'pointer' || kind === 'array');
    return types.every(({ kind, value }) => kind === wanted.kind && INTEGERS.test(value));
  }
}

function isChoiceOf(node: Node, test: (kid: Node) => boolean): boolean {
  return (
    (node.kind === 'disj' || node.kind === 'conj') &&
    node.kids.every((kid) => kid !== null && (test(kid) || isChoiceOf(kid, test)))
  );
}

/** Equal but for tokens. */
function isSame(one: Node | null, other: Node | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.kind === other.kind &&
    one.value === other.value &&
    one.kids.length === other.kids.length &&
    one.kids.every((kid, index) => isSame(kid, other.kids[index] ?? null))
  );
}

/** All token indices of a tree. */
export function tokensOf(node: Node): number[] {
  return [...node.tokens, ...node.kids.flatMap((kid) => (kid === null ? [] : tokensOf(kid)))];
}

import type { Node } from '../c/index.js';
import type { Metavariable, Pattern } from '../smpl/index.js';

/** Finds the metavariables of pattern trees that the model checker has to bind. */
export class FreeVariables {
  readonly #pattern: Pattern;
  readonly #metavariables: ReadonlyMap<string, Metavariable>;
  readonly #matched = new Map<Node, ReadonlySet<string>>();

  /** Position metavariables that are bound like others, so that each position makes a match of its own. */
  readonly positions: ReadonlySet<string>;

  constructor(
    pattern: Pattern,
    metavariables: ReadonlyMap<string, Metavariable>,
    positions: ReadonlySet<string> = new Set(),
  ) {
    this.#pattern = pattern;
    this.#metavariables = metavariables;
    this.positions = positions;
  }

  /** Those that matching the tree binds. */
  matched(node: Node): ReadonlySet<string> {
    const known = this.#matched.get(node);
    if (known !== undefined) return known;
    const names = new Set<string>();
    this.#collect(node, names);
    this.#collectAttributes(node, names);
    this.#matched.set(node, names);
    return names;
  }

  /** Those of the tree and of the plus code that hangs on its tokens. */
  used(node: Node): ReadonlySet<string> {
    const names = new Set(this.matched(node));
    this.#collectPlus(node, names);
    return names;
  }

  /** Those of the plus code that hangs on tokens of the node itself, kids left out. */
  ownPlus(node: Node): ReadonlySet<string> {
    const names = new Set<string>();
    for (const token of node.tokens) this.#collectTokenPlus(token, names);
    return names;
  }

  isStatementList(node: Node): boolean {
    return this.#metavariables.get(node.value)?.kind === 'statement list';
  }

  /** A metavariable for a statement of which nothing is asked. */
  isAnyStatement({ kind, value }: Node): boolean {
    const metavariable = this.#metavariables.get(value);
    if (kind !== 'meta' || metavariable?.kind !== 'statement') return false;
    return metavariable.constraint === null && metavariable.inherited === null;
  }

  isVariable(name: string): boolean {
    const kind = this.#metavariables.get(name)?.kind;
    return kind !== undefined && (!UNBOUND_KINDS.has(kind) || this.positions.has(name));
  }

  /** Those attached to tokens of the node itself, kids left out. */
  attached(node: Node): ReadonlySet<string> {
    const names = node.tokens.flatMap((token) => this.#pattern.tokens[token]?.attached ?? []);
    return new Set(names.filter((name) => this.isVariable(name)));
  }

  #collect(node: Node, names: Set<string>): void {
    if (this.isVariable(node.value) && (node.kind === 'meta' || VALUE_KINDS.has(node.kind)))
      this.#addName(node.value, names);
    if (node.kind === 'string') {
      for (const [, name = ''] of node.value.matchAll(/%@(\w+)@/g)) if (this.isVariable(name)) names.add(name);
    }
    for (const name of this.attached(node)) names.add(name);
    for (const kid of node.kids) if (kid !== null) this.#collect(kid, names);
  }

  /** Attributes stand beside the tree: those of a node are inside it or right in front of it. */
  #collectAttributes(node: Node, names: Set<string>): void {
    let start = node.first;
    for (const attribute of (this.#pattern.attributes ?? []).toReversed()) {
      if (attribute.last === start - 1) start = attribute.first;
      if (attribute.first >= start && attribute.last <= node.last) this.#collect(attribute, names);
    }
  }

  /** A metavariable brings those of its type and of its length along. */
  #addName(name: string, names: Set<string>): void {
    names.add(name);
    const metavariable = this.#metavariables.get(name);
    if (metavariable === undefined) return;
    for (const type of metavariable.types) this.#collect(type, names);
    if (typeof metavariable.length === 'string') names.add(metavariable.length);
  }

  #collectPlus(node: Node, names: Set<string>): void {
    for (const token of node.tokens) this.#collectTokenPlus(token, names);
    for (const kid of node.kids) if (kid !== null) this.#collectPlus(kid, names);
  }

  #collectTokenPlus(index: number, names: Set<string>): void {
    const token = this.#pattern.tokens[index];
    for (const plus of [token?.before, token?.after]) {
      for (const line of plus?.lines ?? []) {
        for (const piece of line.pieces) {
          if ('metavariable' in piece && this.isVariable(piece.metavariable)) names.add(piece.metavariable);
        }
      }
    }
  }
}

/** Metavariables for operators and iterators stand in a node's value. */
const VALUE_KINDS: ReadonlySet<string> = new Set(['assign', 'binary', 'unary', 'iterator']);

/** Kinds that are not bound by matching: names with a meaning, positions (collected aside) and invented names. */
const UNBOUND_KINDS: ReadonlySet<string> = new Set([
  'position',
  'fresh identifier',
  'symbol',
  'typedef',
  'attribute name',
  'comments',
]);

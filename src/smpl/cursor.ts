import { makeNode } from '../c/index.js';
import type { Node, NodeKind } from '../c/index.js';
import type { SliceToken } from './body.js';
import type { Names } from './names.js';

/** Thrown inside the parser only, and caught by it: what was expected where. */
export class Unexpected extends Error {
  readonly at: number;
  readonly expected: string;

  constructor(at: number, expected: string) {
    super(`expected ${expected}`);
    this.at = at;
    this.expected = expected;
  }
}

/**
 * The productions that several files of the parser need of each other. They come through the cursor, so that the files
 * do not import each other in a circle.
 */
export interface Grammar {
  /** An expression with comma operators. */
  readonly expression: (cursor: Cursor) => Node;
  /** An expression without a comma operator at the top. */
  readonly assignment: (cursor: Cursor) => Node;
  /** What may stand as an argument: an expression or a type. */
  readonly term: (cursor: Cursor) => Node;
  /** A type with an abstract declarator. */
  readonly typeName: (cursor: Cursor) => Node;
  /** Arguments of a call, with their parentheses. */
  readonly args: (cursor: Cursor) => Node;
  readonly params: (cursor: Cursor) => Node;
  readonly fields: (cursor: Cursor) => Node;
  readonly enumerators: (cursor: Cursor) => Node;
  readonly initializer: (cursor: Cursor) => Node;
  /** One element of an initializer list. */
  readonly initElement: (cursor: Cursor) => Node;
  readonly declaration: (cursor: Cursor) => Node;
  readonly block: (cursor: Cursor) => Node;
  /** One statement, declaration, top-level item or bare expression. */
  readonly item: (cursor: Cursor) => Node;
  /** Items up to a closing bracket, a bar, the end of a nest or of the text. */
  readonly items: (cursor: Cursor) => Node[];
}

const STOPS = new Set(['\\|', '\\&', '\\)', '...>', '...+>']);
const OPENERS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['\\(', '\\)'],
  ['<...', '...>'],
  ['<+...', '...+>'],
]);
const CLOSERS = new Set(OPENERS.values());

/** A place in a token sequence, with the meaning of names at hand. */
export class Cursor {
  readonly tokens: readonly SliceToken[];
  readonly names: Names;
  readonly grammar: Grammar;
  /** What was passed over as attributes: they stand beside the tree. */
  readonly attributes: Node[] = [];
  at = 0;
  /** The index before which reading ends. */
  end: number;
  /** Depth of blocks around the place: functions are defined at depth 0 only. */
  depth = 0;
  #farthest: Unexpected | null = null;

  constructor(tokens: readonly SliceToken[], names: Names, grammar: Grammar) {
    this.tokens = tokens;
    this.names = names;
    this.grammar = grammar;
    this.end = tokens.length;
  }

  /** The spelling of a token ahead; '' at the end. */
  peek(ahead = 0): string {
    return this.textAt(this.at + ahead);
  }

  textAt(index: number): string {
    return index < this.end ? (this.tokens[index]?.text ?? '') : '';
  }

  token(ahead = 0): SliceToken | undefined {
    return this.at + ahead < this.end ? this.tokens[this.at + ahead] : undefined;
  }

  /** Whether a token ahead is an identifier or keyword. */
  isWord(ahead = 0): boolean {
    return this.token(ahead)?.kind === 'identifier';
  }

  is(...texts: readonly string[]): boolean {
    return texts.includes(this.peek());
  }

  atEnd(): boolean {
    return this.at >= this.end;
  }

  /** At the end of the text, of an alternative or of a nest. */
  atStop(): boolean {
    return this.atEnd() || STOPS.has(this.peek());
  }

  /** Whether the token is on the same line as the one before it. */
  get onSameLine(): boolean {
    return this.tokens[this.at]?.line === this.tokens[this.at - 1]?.line;
  }

  /** Whether a token ahead is on the line of the one before it. */
  onSameLineAs(ahead: number): boolean {
    return this.tokens[this.at + ahead]?.line === this.tokens[this.at + ahead - 1]?.line;
  }

  /** Takes the token and gives its index. */
  advance(): number {
    if (this.atEnd()) this.fail('more code');
    return this.at++;
  }

  /** Takes the token if it has this spelling. */
  accept(text: string): number | null {
    return this.peek() === text ? this.advance() : null;
  }

  expect(text: string): number {
    return this.peek() === text ? this.advance() : this.fail(`\`${text}\``);
  }

  fail(expected: string): never {
    const failure = new Unexpected(this.at, expected);
    if (this.#farthest === null || failure.at > this.#farthest.at) this.#farthest = failure;
    throw failure;
  }

  /** The failure that came farthest, which is the likeliest place of a mistake. */
  get farthest(): Unexpected | null {
    return this.#farthest;
  }

  /** Tries a production; on failure the cursor is where it was, and null comes back. */
  attempt<T>(parse: () => T): T | null {
    const { at, end, depth } = this;
    const attributesBefore = this.attributes.length;
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
      this.reset(at, attributesBefore);
      this.end = end;
      this.depth = depth;
      return null;
    }
  }

  /** Goes back to an earlier place. */
  reset(at: number, attributesBefore: number): void {
    this.at = at;
    this.attributes.length = attributesBefore;
  }

  /** The index of the bracket that closes the one at `open`; the end when none does. */
  partner(open: number): number {
    let depth = 0;
    for (let index = open; index < this.end; index++) {
      const text = this.textAt(index);
      if (OPENERS.has(text)) depth++;
      else if (CLOSERS.has(text)) {
        depth--;
        if (depth <= 0) return index;
      }
    }
    return this.end;
  }

  /** A leaf whose value is the spelling of the token taken. */
  leaf(kind: NodeKind): Node {
    const index = this.advance();
    return makeNode(kind, this.tokens[index]?.text ?? '', [], [index]);
  }

  /** An identifier, or the metavariable of this name. */
  name(): Node {
    if (this.is('\\(')) return this.choice(() => this.name());
    if (!this.isWord()) this.fail('a name');
    return this.leaf(this.names.isMeta(this.peek()) ? 'meta' : 'ident');
  }

  /** `\( a \| b \)`, or the same in column 0. */
  choice(alternative: () => Node): Node {
    const tokens = [this.expect('\\(')];
    const kids = [alternative()];
    const separator = this.is('\\&') ? '\\&' : '\\|';
    for (let bar = this.accept(separator); bar !== null; bar = this.accept(separator)) {
      tokens.push(bar);
      kids.push(alternative());
    }
    tokens.push(this.is('\\)') ? this.advance() : this.fail('a bar or the end of the disjunction'));
    return makeNode(separator === '\\&' ? 'conj' : 'disj', '', kids, tokens);
  }
}

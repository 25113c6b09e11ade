import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Isomorphism, IsomorphismSide, Metavariable, PatternToken, PlusCode, Rule } from '../smpl/index.js';
import { edgeTokens, isMade, makeAlternatives } from './alternatives.js';
import { matchSide, tokensOf } from './isomorphism-match.js';
import type { IsomorphismMatch } from './isomorphism-match.js';
import { holesOf, moved, withoutTokens } from './isomorphism-tree.js';

/** Rewrites pieces of one rule's pattern, adding the tokens and metavariables that the new forms need. */
export class IsomorphismBuilder {
  readonly tokens: PatternToken[];
  readonly metavariables: Metavariable[];
  readonly #byName: Map<string, Metavariable>;
  readonly #usedOnce: ReadonlySet<string>;
  readonly #attributes: readonly Node[];

  /** `usedOnce`: metavariables of the rule whose values nothing else asks for. */
  constructor(rule: Rule, usedOnce: ReadonlySet<string>) {
    this.#usedOnce = usedOnce;
    this.tokens = [...rule.body.tokens];
    this.#attributes = rule.body.attributes ?? [];
    this.metavariables = [...rule.metavariables];
    this.#byName = new Map(rule.metavariables.map((metavariable) => [metavariable.name, metavariable]));
  }

  /** The form `to` of a node that has the form `from`; null when it has not, or when changes in it stand in the way. */
  rewrite(node: Node, isomorphism: Isomorphism, { from, to }: { from: number; to: number }): Node | null {
    const source = isomorphism.sides[from];
    const target = isomorphism.sides[to];
    if (source === undefined || target === undefined || this.#hasAttributes(node)) return null;
    const match = matchSide(source.root, node, isomorphism, this.#byName);
    if (match === null || !this.#isRewritable(node, match, isomorphism)) return null;
    if (isRow(isomorphism) || keepsOrder(source.root, target.root) || this.#isChangedAsWhole(node)) {
      return this.#rewritten(node, match, { isomorphism, target });
    }
    return null;
  }

  #rewritten(
    node: Node,
    match: IsomorphismMatch,
    { isomorphism, target }: Pick<Task, 'isomorphism' | 'target'>,
  ): Node | null {
    if (target.root.kind === 'meta' && isomorphism.kind === 'Statement' && !this.#isOneForOne(node, match)) return null;
    const copy = new Copy(this, { node, match, isomorphism, target });
    return copy.make();
  }

  /** Isomorphisms speak of code without attributes, and a copy has no place for any. */
  #hasAttributes(node: Node): boolean {
    return this.#attributes.some(({ first, last }) => last >= node.first - 1 && first <= node.last);
  }

  /** A metavariable that stands for whatever is there. Its name has a space, so that no written one can clash. */
  addMetavariable(like: Metavariable, types: readonly Node[]): string {
    const name = `any ${String(this.metavariables.length)}`;
    const metavariable = { ...like, name, types };
    this.metavariables.push(metavariable);
    this.#byName.set(name, metavariable);
    return name;
  }

  /**
   * The words that belong to the form itself must be removed or kept together; those of an expression have code added
   * only at the ends of the whole. What its metavariables stand for is copied with its own changes.
   */
  #isRewritable(node: Node, { bound, literals }: IsomorphismMatch, isomorphism: Isomorphism): boolean {
    const { pure, context } = isomorphism;
    if (new Set(literals.map((token) => this.tokens[token]?.mark === 'minus')).size > 1) return false;
    if (!isRow(isomorphism) && !this.#isChangedAtEndsOnly(node, literals)) return false;
    for (const [name, value] of bound) {
      if (pure.has(name) && !this.#isPure(value)) return false;
      if (
        context.has(name) &&
        tokensOf(value).some((token) => this.#hasPlus(token) || this.tokens[token]?.mark === 'minus')
      )
        return false;
    }
    return true;
  }

  /** A metavariable that may stand for anything, with nothing added to it. */
  #isPure(value: Node): boolean {
    return (
      value.kind === 'meta' && this.#usedOnce.has(value.value) && !tokensOf(value).some((token) => this.#hasPlus(token))
    );
  }

  /**
   * A statement without the braces around it: nothing may be added inside the braces, and the statement must be kept or
   * be replaced by one, unless the braces go with it. What would need braces again is no other form of the code.
   */
  #isOneForOne(node: Node, { bound, literals }: IsomorphismMatch): boolean {
    const [open = -1] = literals;
    const close = literals[literals.length - 1] ?? -1;
    if (this.tokens[open]?.after != null || this.tokens[close]?.before != null) return false;
    if (node.first === open && this.tokens[open]?.mark === 'minus') return true;
    return [...bound.values()].flatMap(branchesOf).every((statement) => this.#keepsCount(statement));
  }

  #keepsCount(statement: Node): boolean {
    const tokens = tokensOf(statement).map((index) => this.tokens[index]);
    const added = [this.tokens[statement.first]?.before, this.tokens[statement.last]?.after].filter(
      (code) => code != null,
    );
    const goes = tokens.every((token) => token?.mark === 'minus');
    return goes ? added.reduce((sum, code) => sum + statementsIn(code), 0) === 1 : added.length === 0;
  }

  #isChangedAtEndsOnly(node: Node, literals: readonly number[]): boolean {
    const firsts = edgeTokens(node, 'first');
    const lasts = edgeTokens(node, 'last');
    return literals.every((index) => {
      const token = this.tokens[index];
      return (token?.before === null || firsts.includes(index)) && (token?.after === null || lasts.includes(index));
    });
  }

  #isChangedAsWhole(node: Node): boolean {
    const tokens = tokensOf(node);
    const marks = new Set(tokens.map((token) => this.tokens[token]?.mark === 'minus'));
    return marks.size === 1 && this.#isChangedAtEndsOnly(node, tokens);
  }

  #hasPlus(index: number): boolean {
    return this.tokens[index]?.before != null || this.tokens[index]?.after != null;
  }
}

/** Of statements and more, only the words of the form itself matter. */
function isRow({ kind }: Isomorphism): boolean {
  return kind === 'Statement' || kind === 'TopLevel' || kind === 'Declaration';
}

/**
 * Whether a form has the parts of another in the same order: then each part may have changes of its own. Not so behind
 * `!`, which would bind tighter than what is added to its operand.
 */
function keepsOrder(source: Node, target: Node): boolean {
  if (target.kind === 'unary') return false;
  const names = (side: Node): string[] =>
    [...holesOf(side)].sort(([one], [other]) => one - other).map(([, name]) => name);
  const wanted = new Set(names(target));
  const kept = names(source).filter((name) => wanted.has(name));
  return (
    kept.join(' ') ===
    names(target)
      .filter((name) => kept.includes(name))
      .join(' ')
  );
}

interface Task {
  readonly node: Node;
  readonly match: IsomorphismMatch;
  readonly isomorphism: Isomorphism;
  readonly target: IsomorphismSide;
}

/** Makes one new form: tokens first, from left to right, so that their order is that of the code; then nodes. */
class Copy {
  readonly #builder: IsomorphismBuilder;
  readonly #task: Task;
  readonly #tokens: PatternToken[];
  /** Tokens of the old form whose marks, plus code and positions no new token has taken over yet. */
  readonly #left: Set<number>;
  readonly #literals = new Map<number, number>();
  readonly #holes = new Map<number, Node>();
  /** Tokens at the ends of the old form, whose plus code is of the whole. */
  readonly #firsts: ReadonlySet<number>;
  readonly #lasts: ReadonlySet<number>;

  constructor(builder: IsomorphismBuilder, task: Task) {
    this.#builder = builder;
    this.#tokens = builder.tokens;
    this.#task = task;
    this.#left = new Set(task.match.literals);
    const replaced = this.#replacedParts();
    this.#firsts = new Set(edgeTokens(task.node, 'first').filter((token) => !replaced.has(token)));
    this.#lasts = new Set(edgeTokens(task.node, 'last').filter((token) => !replaced.has(token)));
  }

  /** Tokens of parts that go while words of the form stay: the code added there replaces the part, wherever it stands. */
  #replacedParts(): ReadonlySet<number> {
    const goes = (index: number): boolean => this.#tokens[index]?.mark === 'minus';
    const { bound, literals } = this.#task.match;
    if (literals.every(goes)) return new Set();
    const parts = [...bound.values()].map(tokensOf);
    return new Set(parts.filter((tokens) => tokens.every(goes)).flat());
  }

  make(): Node | null {
    const start = this.#tokens.length;
    const { target } = this.#task;
    const holes = holesOf(target.root);
    target.tokens.forEach((text, index) => {
      const hole = holes.get(index);
      if (hole === undefined) this.#literals.set(index, this.#literal(text));
      else this.#holes.set(index, this.#fill(hole));
    });
    const node = this.#build(target.root);
    if (this.#settleRest(node)) return node;
    this.#tokens.length = start;
    return null;
  }

  /** A new token; one of the same spelling in the old form hands on what hangs on it. */
  #literal(text: string): number {
    const twin = [...this.#left].sort((one, other) => one - other).find((index) => this.#tokens[index]?.text === text);
    const like = this.#tokens[twin ?? this.#task.match.literals[0] ?? this.#task.node.first];
    if (twin !== undefined) this.#left.delete(twin);
    return this.#push({
      text,
      mark: twin === undefined ? this.#mark : (like?.mark ?? 'context'),
      span: like?.span ?? { start: 0, end: 0 },
      attached: twin === undefined ? [] : (like?.attached ?? []),
      before: twin === undefined || this.#firsts.has(twin) ? null : (like?.before ?? null),
      after: twin === undefined || this.#lasts.has(twin) ? null : (like?.after ?? null),
    });
  }

  /** The mark of words that only the new form has. */
  get #mark(): PatternToken['mark'] {
    const { node, match } = this.#task;
    const [literal] = match.literals;
    const decisive = literal === undefined ? tokensOf(node) : [literal];
    const [mark = 'context', ...others] = new Set(decisive.map((index) => this.#tokens[index]?.mark ?? 'context'));
    return others.length === 0 ? mark : 'context';
  }

  #push(token: PatternToken): number {
    this.#tokens.push(token);
    return this.#tokens.length - 1;
  }

  /** What a metavariable of the isomorphism stands for; something new where the old form does not say. */
  #fill(name: string): Node {
    const value = this.#task.match.bound.get(name);
    if (value !== undefined) return this.#clone(value);
    const token = this.#literal('...');
    const declared = this.#task.isomorphism.metavariables.find((metavariable) => metavariable.name === name);
    if (declared === undefined || (declared.kind === 'expression' && declared.types.length === 0))
      return makeNode('dots', '', [], [token]);
    const types = declared.types.map((type) => this.#substitute(type));
    return makeNode('meta', this.#builder.addMetavariable(declared, types), [], [token]);
  }

  /** A type of an isomorphism's metavariable in terms of the pattern's. */
  #substitute(type: Node): Node {
    const value = type.kind === 'meta' ? this.#task.match.bound.get(type.value) : undefined;
    if (value !== undefined) return withoutTokens(value);
    return makeNode(
      type.kind,
      type.value,
      type.kids.map((kid) => (kid === null ? null : this.#substitute(kid))),
      [],
    );
  }

  /** A copy of a subtree on new tokens. Plus code at the ends of the whole is put there later. */
  #clone(node: Node): Node {
    const places = new Map<number, number>();
    for (const index of tokensOf(node).sort((one, other) => one - other)) {
      const token = this.#tokens[index];
      if (token === undefined) continue;
      const before = this.#firsts.has(index) ? null : token.before;
      const after = this.#lasts.has(index) ? null : token.after;
      places.set(index, this.#push({ ...token, before, after }));
    }
    return moved(node, places);
  }

  #build(side: Node): Node {
    if (side.kind === 'meta') return this.#holes.get(side.tokens[0] ?? -1) ?? side;
    const kids = side.kids.map((kid) => (kid === null ? null : this.#build(kid)));
    const tokens = side.tokens.map((token) => this.#literals.get(token) ?? -1);
    if (side.kind === 'unary' && side.value === '!' && kids[0] != null) return this.#negation(kids[0], tokens);
    return makeNode(side.kind, side.value, kids, tokens);
  }

  /** `!` around an operand as C code has it: no two in a row, comparisons turned round, parentheses where needed. */
  #negation(operand: Node, tokens: readonly number[]): Node {
    const [inner = null] = operand.kids;
    if (operand.kind === 'dots') return operand;
    if (isMade(operand))
      return makeAlternatives(operand.kids.flatMap((kid, index) => this.#negatedBranch(kid, index, tokens)));
    if (operand.kind === 'unary' && operand.value === '!' && inner !== null) return inner;
    if (operand.kind === 'binary' && (operand.value === '==' || operand.value === '!=')) {
      return this.#turnedRound(operand);
    }
    const loose = ['binary', 'conditional', 'assign', 'comma'].includes(operand.kind);
    if (!loose) return makeNode('unary', '!', [operand], tokens);
    const paren = makeNode('paren', '', [operand], [this.#literal('('), this.#literal(')')]);
    return makeNode('unary', '!', [paren], tokens);
  }

  /** Alternatives share no tokens. */
  #negatedBranch(branch: Node | null, index: number, tokens: readonly number[]): Node[] {
    const own = index === 0 ? tokens : [this.#literal('!')];
    return branch === null ? [] : [this.#negation(branch, own)];
  }

  #turnedRound(comparison: Node): Node {
    const operator = comparison.value === '==' ? '!=' : '==';
    for (const index of comparison.tokens) {
      const token = this.#tokens[index];
      if (token !== undefined) this.#tokens[index] = { ...token, text: operator };
    }
    return makeNode('binary', operator, comparison.kids, comparison.tokens);
  }

  /**
   * Puts the plus code of the old form that has no place yet at the ends of the new one: what came before all that is
   * kept in front, what came after it behind. False when something stands in between, or a position would be lost.
   */
  #settleRest(made: Node): boolean {
    const { node, match } = this.#task;
    const kept = [...match.bound.values()].flatMap(tokensOf);
    const firstKept = kept.length === 0 ? node.last : Math.min(...kept);
    const lastKept = kept.length === 0 ? node.last : Math.max(...kept);
    const front: PlusCode[] = [];
    const back: PlusCode[] = [];
    for (const index of [...this.#left].sort((one, other) => one - other)) {
      const { attached, before, after } = this.#tokens[index] ?? { attached: [], before: null, after: null };
      if (attached.length > 0) return false;
      const codes = [index === node.first ? null : before, index === node.last ? null : after].filter(
        (code) => code !== null,
      );
      if (codes.length > 0 && index > firstKept && index < lastKept) return false;
      (index < firstKept ? front : back).push(...codes);
    }
    const ahead = this.#firsts.has(node.first) ? this.#tokens[node.first]?.before : null;
    const behind = this.#lasts.has(node.last) ? this.#tokens[node.last]?.after : null;
    for (const first of edgeTokens(made, 'first')) this.#hang(first, 'before', [ahead ?? null, ...front]);
    for (const last of edgeTokens(made, 'last')) this.#hang(last, 'after', [...back, behind ?? null]);
    return true;
  }

  #hang(index: number, side: 'before' | 'after', codes: readonly (PlusCode | null)[]): void {
    const token = this.#tokens[index];
    if (token === undefined) return;
    const there = side === 'before' ? [...codes, token.before] : [token.after, ...codes];
    const joined = there.reduce<PlusCode | null>(
      (one, other) => (one === null ? other : other === null ? one : join(one, other)),
      null,
    );
    this.#tokens[index] = { ...token, [side]: joined };
  }
}

function join(first: PlusCode, second: PlusCode): PlusCode {
  return {
    lines: [...first.lines, ...second.lines],
    repeatable: first.repeatable || second.repeatable,
    span: { start: first.span.start, end: second.span.end },
  };
}

/** The alternatives of a choice, or the node itself. */
function branchesOf(node: Node): Node[] {
  return node.kind === 'disj' || node.kind === 'conj'
    ? node.kids.flatMap((kid) => (kid === null ? [] : branchesOf(kid)))
    : [node];
}

/** How many statements added code is, as far as its punctuation tells; a metavariable may be one. */
function statementsIn(code: PlusCode): number {
  const text = code.lines
    .map(({ pieces }) => pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join(''))
    .join('\n');
  let depth = 0;
  let count = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth === 0 && (character === ';' || character === '}')) count += 1;
  }
  return Math.max(count, 1);
}

import type { Node } from '../c/index.js';
import type { RawPlusLine, Slice, SliceToken } from './body.js';
import { holdsDots, plusCode } from './plus.js';
import type { KindOf } from './plus.js';
import type { Problems } from './problems.js';
import type { PatternToken, PlusCode } from './rule.js';

/** What a token is to plus code: an anchor, or a wall it cannot cross. */
type Role = 'anchor' | 'wall';

const OPENING = /^\s*#\s*(?:if|ifdef|ifndef|elif|else)\b/;

interface Anchor {
  readonly token: number;
  readonly side: 'before' | 'after';
}

/** Walls that stand for their alternatives: the index of an opening or closing bracket to the tokens inside. */
interface Edges {
  readonly firsts: ReadonlyMap<number, readonly number[]>;
  readonly lasts: ReadonlyMap<number, readonly number[]>;
}

/** What attaching needs to know of a parsed slice. */
export interface ParsedSlice {
  readonly slice: Slice;
  readonly root: Node;
  readonly attributes: readonly Node[];
}

/** Hangs plus code and attached metavariables on the tokens of the minus slice. */
export class Attacher {
  readonly #tokens: readonly SliceToken[];
  readonly #plus: readonly RawPlusLine[];
  readonly #roles: Role[];
  readonly #edges: Edges;
  readonly #firstNamed: ReadonlySet<number>;
  readonly #before = new Map<number, PlusCode>();
  readonly #after = new Map<number, PlusCode>();

  constructor({ slice, root, attributes }: ParsedSlice) {
    this.#tokens = slice.tokens;
    this.#plus = slice.plus;
    this.#roles = rolesOf(slice.tokens.length, [root, ...attributes]);
    this.#edges = edgesOf(root);
    this.#firstNamed = new Set(firstNamed(root));
  }

  /** The tokens of the pattern; a run of plus lines without a place to hang on is reported. */
  attach(kindOf: KindOf, problems: Problems): PatternToken[] {
    for (const run of runsOf(this.#plus)) {
      const code = plusCode(run, kindOf);
      const anchors = this.#anchors(run[0]?.at ?? 0, OPENING.test(run[run.length - 1]?.text ?? ''));
      if (anchors.length === 0) reportHomeless(code, problems);
      for (const line of run.filter(holdsDots)) reportDots(line, problems);
      for (const anchor of anchors) this.#hang(anchor, code);
    }
    const attached = this.#attachedNames();
    return this.#tokens.map((token, index) => ({
      text: problems.source.text.slice(token.start, token.end),
      mark: token.mark,
      span: { start: token.start, end: token.end },
      attached: attached[index] ?? [],
      before: this.#before.get(index) ?? null,
      after: this.#after.get(index) ?? null,
    }));
  }

  #hang({ token, side }: Anchor, code: PlusCode): void {
    const target = side === 'before' ? this.#before : this.#after;
    const there = target.get(token);
    target.set(token, there === undefined ? code : join(there, code));
  }

  /**
   * An adjacent minus token, in front first; else the context token in front, else the one behind. What ends in `#if`
   * opens what is behind it, and stays there; so does what stands in front of the first named value in braces, as that
   * may be any of the program's.
   */
  #anchors(at: number, opens: boolean): Anchor[] {
    const front = at - 1;
    const back = at;
    const binds = opens || (this.#isAnchor(back, 'context') && this.#firstNamed.has(back));
    if (binds && this.#roles[back] === 'anchor') return [{ token: back, side: 'before' }];
    for (const mark of ['minus', 'context']) {
      if (this.#isAnchor(front, mark)) return [{ token: front, side: 'after' }];
      if (this.#isAnchor(back, mark)) return [{ token: back, side: 'before' }];
    }
    return this.#choiceAnchors(front, back);
  }

  /** Where only a disjunction is near, its branches take the code. */
  #choiceAnchors(front: number, back: number): Anchor[] {
    const lasts = this.#edges.lasts.get(front) ?? [];
    const firsts = this.#edges.firsts.get(back) ?? [];
    const behind = lasts
      .filter((token) => this.#roles[token] === 'anchor')
      .map((token): Anchor => ({ token, side: 'after' }));
    if (behind.length > 0) return behind;
    return firsts
      .filter((token) => this.#roles[token] === 'anchor')
      .map((token): Anchor => ({ token, side: 'before' }));
  }

  #isAnchor(index: number, mark: string): boolean {
    const token = this.#tokens[index];
    return token !== undefined && this.#roles[index] === 'anchor' && (mark === 'minus') === (token.mark === 'minus');
  }

  /** Names attached to the closing bracket of a disjunction belong to the last token of each branch. */
  #attachedNames(): string[][] {
    const names = this.#tokens.map(({ attached }) => [...attached]);
    for (const [close, lasts] of this.#edges.lasts) {
      const attached = names[close] ?? [];
      if (attached.length === 0) continue;
      for (const last of lasts) names[last]?.push(...attached);
    }
    return names;
  }
}

function join(first: PlusCode, second: PlusCode): PlusCode {
  return {
    lines: [...first.lines, ...second.lines],
    repeatable: first.repeatable || second.repeatable,
    span: { start: first.span.start, end: second.span.end },
  };
}

function reportHomeless(code: PlusCode, problems: Problems): void {
  problems.error(
    'plus-without-anchor',
    code.span,
    'there is no token beside this added code to tell where it goes',
    'add a context or minus line next to it; code cannot hang on dots, nests or the bars of a disjunction',
  );
}

function reportDots({ start, text }: RawPlusLine, problems: Problems): void {
  problems.error(
    'dots-in-added-code',
    { start, end: start + text.length },
    'dots and disjunctions stand for code that is there and cannot be added',
    'write `......` for the dots of a parameter list',
  );
}

/** Groups plus lines that stand between the same two tokens. */
function runsOf(lines: readonly RawPlusLine[]): RawPlusLine[][] {
  const runs: RawPlusLine[][] = [];
  for (const line of lines) {
    const last = runs[runs.length - 1];
    if (last?.[0]?.at === line.at) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

function rolesOf(count: number, trees: readonly Node[]): Role[] {
  const roles = Array.from({ length: count }, (): Role => 'wall');
  const visit = (node: Node): void => {
    if (!['dots', 'nest', 'disj', 'conj'].includes(node.kind)) for (const token of node.tokens) roles[token] = 'anchor';
    for (const kid of node.kids) if (kid !== null && kid.kind !== 'when') visit(kid);
  };
  trees.forEach(visit);
  return roles;
}

/** The tokens that begin a list of initial values which may match in any order. */
function firstNamed(node: Node): number[] {
  const [first] = node.kids;
  const own = node.kind === 'init-list' && first?.kind === 'designated' ? [first.first] : [];
  return [...own, ...node.kids.flatMap((kid) => (kid === null ? [] : firstNamed(kid)))];
}

/** The tokens at the inner edges of each disjunction, by the disjunction's own brackets. */
function edgesOf(root: Node): Edges {
  const firsts = new Map<number, number[]>();
  const lasts = new Map<number, number[]>();
  const visit = (node: Node): void => {
    for (const kid of node.kids) if (kid !== null) visit(kid);
    if (node.kind !== 'disj' && node.kind !== 'conj') return;
    const open = node.tokens[0] ?? -1;
    const close = node.tokens[node.tokens.length - 1] ?? -1;
    firsts.set(
      open,
      node.kids.flatMap((kid) => (kid === null || kid.first < 0 ? [] : (firsts.get(kid.first) ?? [kid.first]))),
    );
    lasts.set(
      close,
      node.kids.flatMap((kid) => (kid === null || kid.last < 0 ? [] : (lasts.get(kid.last) ?? [kid.last]))),
    );
  };
  visit(root);
  return { firsts, lasts };
}

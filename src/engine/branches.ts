import { lex, spelling } from '../c/index.js';
import type { CFile, Node, Tokens } from '../c/index.js';
import type { Action, InsertAction } from '../edit/index.js';
import type { PlacedAction } from './actions.js';
import { takesElse } from './dangling-else.js';

/**
 * Braces that edits make necessary: a branch without braces that loses its only statement becomes `{}`, and one that
 * gets more statements, or ends in an `if` that would take over the `else` behind it, is put between braces.
 */
export function braceActions(file: CFile, placed: readonly PlacedAction[]): Action[] {
  const edits = new BranchEdits(placed, file.tokens);
  const touched = new Set(placed.map(({ action }) => action.token));
  const made: Action[] = [];
  for (const unit of file.units) {
    if (unit.kind !== 'function' || !holdsAny(touched, unit.firstToken, unit.endToken)) continue;
    for (const tree of file.trees(unit)) {
      for (const branch of tree.items.flatMap(branchesIn)) {
        if (holdsAny(touched, branch.body.first, branch.body.last + 1)) made.push(...bracesFor(branch, edits));
      }
    }
  }
  return made;
}

/** Added lines, with the statement they stand beside. */
interface Added {
  readonly action: InsertAction;
  readonly beside: PlacedAction['beside'];
}

/** What is removed and added, by place. */
class BranchEdits {
  readonly removed: ReadonlySet<number>;
  readonly #tokens: Tokens;
  readonly #byToken = new Map<number, PlacedAction[]>();
  readonly #byStatement = new Map<string, Added[]>();

  constructor(placed: readonly PlacedAction[], tokens: Tokens) {
    this.#tokens = tokens;
    this.removed = new Set(placed.flatMap(({ action }) => (action.kind === 'remove' ? [action.token] : [])));
    for (const { action, beside } of placed) {
      put(this.#byToken, action.token, { action, beside });
      if (action.kind === 'insert' && action.level === 'line' && beside !== null)
        put(this.#byStatement, `${String(beside.first)} ${String(beside.last)}`, { action, beside });
    }
  }

  /**
   * The edits of a statement as they hold where it is copied: without those of the matches that remove all its own tokens.
   */
  inCopies({ first, last, tokens }: Node): BranchEdits {
    const removers = tokens.map(
      (token) => new Set(this.#at(token).flatMap(({ action }) => (action.kind === 'remove' ? [action.match] : []))),
    );
    const others = range(first, last)
      .flatMap((token) => this.#at(token))
      .filter(({ action }) => !removers.every((matches) => matches.has(action.match)));
    return new BranchEdits(others, this.#tokens);
  }

  #at(token: number): readonly PlacedAction[] {
    return this.#byToken.get(token) ?? [];
  }

  /** What stands beside just this statement. */
  beside({ first, last }: Node): readonly Added[] {
    return this.#byStatement.get(`${String(first)} ${String(last)}`) ?? [];
  }

  /** Added code with short names in the place of code from the file, where that is a statement with its end. */
  spelled({ lines }: InsertAction): string {
    const shortened = (value: readonly number[]): string =>
      /^[;}]$/.test(spelling(this.#tokens, value.at(-1) ?? -1)) ? 'x;' : 'x';
    return lines
      .map(({ pieces }) => pieces.map((piece) => ('text' in piece ? piece.text : shortened(piece.tokens))).join(''))
      .join('\n');
  }

  /** The spellings of a branch's tokens after the edits; those inside copied values are not looked at. */
  words({ first, last }: Node): string[] {
    return range(first, last).flatMap((token) => [
      ...this.#added(token, 'before', first).flatMap((action) => this.#wordsOf(action)),
      ...(this.removed.has(token) ? [] : [spelling(this.#tokens, token)]),
      ...this.#added(token, 'after', first).flatMap((action) => this.#wordsOf(action)),
    ]);
  }

  /** Whether an `else` is put in behind a branch. */
  addsElse({ first, last }: Node): boolean {
    const behind = this.#at(last).filter(({ beside }) => beside !== null && beside.first < first);
    return behind.some(({ action }) => action.kind === 'insert' && this.#wordsOf(action)[0] === 'else');
  }

  /** What is added beside a token for a statement that begins no earlier than `from`. */
  #added(token: number, where: InsertAction['where'], from: number): InsertAction[] {
    return this.#at(token).flatMap(({ action, beside }) =>
      action.kind === 'insert' && action.where === where && (beside?.first ?? from) >= from ? [action] : [],
    );
  }

  #wordsOf({ lines }: InsertAction): string[] {
    const pieces = lines.flatMap((line) => line.pieces);
    const text = pieces.map((piece) =>
      'text' in piece ? piece.text : piece.tokens.map((token) => spelling(this.#tokens, token)).join(' '),
    );
    const tokens = lex(text.join(' '));
    return Array.from({ length: tokens.count }, (_, index) => spelling(tokens, index));
  }

  /** What is added anywhere in a statement. */
  within({ first, last }: Node): readonly Added[] {
    return range(first, last)
      .flatMap((token) => this.#at(token))
      .flatMap(({ action, beside }) =>
        action.kind === 'insert' && action.level === 'line' ? [{ action, beside }] : [],
      );
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last + 1 - first }, (_, index) => first + index);
}

function put<K, V>(table: Map<K, V[]>, key: K, added: V): void {
  const list = table.get(key);
  if (list === undefined) table.set(key, [added]);
  else list.push(added);
}

function holdsAny(tokens: ReadonlySet<number>, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (tokens.has(token)) return true;
  return false;
}

/** A body or branch, and the statement that it belongs to. */
interface Branch {
  readonly body: Node;
  readonly owner: Node;
}

/** Bodies and branches of compound statements; `else if` is no branch to put in braces. */
function branchesIn(item: Node): Branch[] {
  const found: Branch[] = [];
  const walk = (node: Node): void => {
    for (const index of BRANCHES[node.kind] ?? []) {
      const branch = node.kids[index];
      const isElseIf = node.kind === 'if' && index === 2 && branch?.kind === 'if';
      if (branch != null && branch.first >= 0 && !isElseIf) found.push({ body: branch, owner: node });
    }
    for (const kid of node.kids) if (kid !== null) walk(kid);
  };
  walk(item);
  return found;
}

const BRANCHES: Readonly<Record<string, readonly number[]>> = {
  if: [1, 2],
  while: [1],
  for: [3],
  iterator: [1],
  do: [0],
};

function bracesFor({ body: branch, owner }: Branch, all: BranchEdits): Action[] {
  // Where the head goes there is no branch any more, but for copies of the statement.
  const edits = owner.tokens.every((token) => all.removed.has(token)) ? all.inCopies(owner) : all;
  const { removed } = edits;
  if (isElseWritten({ body: branch, owner }, edits)) return [];
  const kept = keepsSomething(branch, removed);
  // What is added to a kept block inside it is well kept there; what takes the place of a removed branch may stand anywhere in it.
  const beside = (kept ? edits.beside(branch) : edits.within(branch)).map(({ action, beside: statement }) => ({
    action,
    reaches: statement !== null && statement.first < branch.first,
  }));
  // Code that brings half a block brings the other half along.
  if (beside.some(({ action }) => isHalfBlock(edits.spelled(action)))) return [];
  // Behind a statement that the branch only ends, what comes after the branch's new statement stands outside.
  const statements =
    distinct(beside).reduce(
      (sum, { action, reaches }) => sum + Math.min(statementsIn(edits.spelled(action)), reaches ? 1 : Infinity),
      0,
    ) + (kept ? 1 : 0);
  if (statements === 1 && !losesElse({ body: branch, owner }, edits)) return [];
  const common = {
    kind: 'insert',
    level: 'inline',
    repeatable: false,
    rule: beside[0]?.action.rule ?? '',
    match: -1,
    heads: owner.tokens,
  } as const;
  const brace = (text: string): InsertAction['lines'] => [{ indent: '', pieces: [{ text }] }];
  if (statements === 0)
    return [{ ...common, token: branch.first, where: 'before', replaces: true, lines: brace('{}'), patchLine: 0 }];
  return [
    { ...common, token: branch.first - 1, where: 'after', replaces: false, lines: brace('{'), patchLine: -1 },
    {
      ...common,
      token: branch.last,
      where: 'after',
      replaces: !kept,
      lines: brace('}'),
      // From the token that the other brace hangs on: what holds one of them is to hold both.
      beside: { first: branch.first - 1, last: branch.last },
      patchLine: Number.MAX_SAFE_INTEGER,
    },
  ];
}

/** Whether the edits make a branch end in an `if` that would take over the `else` that follows the branch. */
function losesElse({ body, owner }: Branch, edits: BranchEdits): boolean {
  const word = owner.kind === 'if' && body === owner.kids[1] ? owner.tokens[3] : undefined;
  const hasElse = word !== undefined && !edits.removed.has(word);
  return (hasElse || edits.addsElse(body)) && takesElse(edits.words(body));
}

/** Several matches may add the same, which is added once. */
function distinct<T extends { readonly action: InsertAction }>(added: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const one of added) {
    const { action } = one;
    if (action.repeatable) seen.set(`${String(seen.size)} repeatable`, one);
    else seen.set(`${String(action.token)} ${action.where} ${JSON.stringify(action.lines)}`, one);
  }
  return [...seen.values()];
}

function keepsSomething(branch: Node, removed: ReadonlySet<number>): boolean {
  const keeps = (node: Node): boolean =>
    node.tokens.some((token) => !removed.has(token)) || node.kids.some((kid) => kid !== null && keeps(kid));
  return keeps(branch);
}

/** Whether the word `else` goes and comes again with added code: then that says what the branches are. */
function isElseWritten({ owner }: Branch, edits: BranchEdits): boolean {
  const word = owner.kind === 'if' ? owner.tokens[3] : undefined;
  if (word === undefined || !edits.removed.has(word)) return false;
  return edits.within(owner).some(({ action }) => /\belse\b/.test(edits.spelled(action)));
}

/** How many statements code is: those that end in `;` or `}` outside brackets; `else` and `do` go on. */
function statementsIn(text: string): number {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if (')]}'.includes(character)) depth -= 1;
    if (depth === 0) outside += character;
    if ('([{'.includes(character)) depth += 1;
  }
  const ends = outside.match(/[;}]/g)?.length ?? 0;
  const goingOn = outside.match(/\b(?:else|do)\b/g)?.length ?? 0;
  // `if (x) return;` is one statement, and so is code that ends like none.
  return Math.max(ends - goingOn, text.trim() === '' ? 0 : 1);
}

function isHalfBlock(text: string): boolean {
  return text.split('{').length !== text.split('}').length;
}

import type { CFile, Node } from '../c/index.js';
import type { Action, InsertAction } from '../edit/index.js';
import type { PlacedAction } from './actions.js';

/**
 * Braces that edits make necessary: a branch without braces that loses its only statement becomes `{}`, and one that
 * gets more statements is put between braces.
 */
export function braceActions(file: CFile, placed: readonly PlacedAction[]): Action[] {
  const edits = new BranchEdits(placed);
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
  readonly #byToken = new Map<number, Added[]>();
  readonly #byStatement = new Map<string, Added[]>();

  constructor(placed: readonly PlacedAction[]) {
    this.removed = new Set(placed.flatMap(({ action }) => (action.kind === 'remove' ? [action.token] : [])));
    for (const { action, beside } of placed) {
      if (action.kind !== 'insert' || action.level !== 'line') continue;
      put(this.#byToken, action.token, { action, beside });
      if (beside !== null) put(this.#byStatement, `${String(beside.first)} ${String(beside.last)}`, { action, beside });
    }
  }

  /** What stands beside just this statement. */
  beside({ first, last }: Node): readonly Added[] {
    return this.#byStatement.get(`${String(first)} ${String(last)}`) ?? [];
  }

  /** What is added anywhere in a statement. */
  within({ first, last }: Node): readonly Added[] {
    const tokens = Array.from({ length: last + 1 - first }, (_, index) => first + index);
    return tokens.flatMap((token) => this.#byToken.get(token) ?? []);
  }
}

function put<K>(table: Map<K, Added[]>, key: K, added: Added): void {
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

function bracesFor({ body: branch, owner }: Branch, edits: BranchEdits): Action[] {
  const { removed } = edits;
  // Where the head goes there is no branch any more.
  if (owner.tokens.every((token) => removed.has(token))) return [];
  if (isElseWritten({ body: branch, owner }, edits)) return [];
  const kept = keepsSomething(branch, removed);
  // What is added to a kept block inside it is well kept there; what takes the place of a removed branch may stand anywhere in it.
  const beside = (kept ? edits.beside(branch) : edits.within(branch)).map(({ action, beside: statement }) => ({
    action,
    reaches: statement !== null && statement.first < branch.first,
  }));
  // Code that brings half a block brings the other half along.
  if (beside.some(({ action }) => isHalfBlock(action))) return [];
  // Behind a statement that the branch only ends, what comes after the branch's new statement stands outside.
  const statements =
    distinct(beside).reduce(
      (sum, { action, reaches }) => sum + Math.min(statementsIn(action), reaches ? 1 : Infinity),
      0,
    ) + (kept ? 1 : 0);
  if (statements === 1) return [];
  const common = {
    kind: 'insert',
    level: 'inline',
    repeatable: false,
    rule: beside[0]?.action.rule ?? '',
    match: -1,
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
      beside: { first: branch.first, last: branch.last },
      patchLine: Number.MAX_SAFE_INTEGER,
    },
  ];
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
  return edits.within(owner).some(({ action }) => /\belse\b/.test(spelled(action)));
}

/** How many statements plus code is: those that end in `;` or `}` outside brackets. */
function statementsIn(action: InsertAction): number {
  const text = spelled(action);
  let depth = 0;
  let count = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      depth -= 1;
      if (character === '}' && depth === 0) count += 1;
    } else if (character === ';' && depth === 0) count += 1;
  }
  // `if (x) return;` is one statement, and so is a metavariable that stands for one.
  return Math.max(count, text.trim() === '' ? 0 : 1);
}

function isHalfBlock(action: InsertAction): boolean {
  const text = spelled(action);
  return text.split('{').length !== text.split('}').length;
}

/** The added code, with a name in the place of code from the file. */
function spelled(action: InsertAction): string {
  return action.lines
    .map((line) => line.pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join(''))
    .join('\n');
}

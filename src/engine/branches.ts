import type { CFile, Node } from '../c/index.js';
import type { Action, InsertAction } from '../edit/index.js';

/**
 * Braces that edits make necessary: a branch without braces that loses its only statement becomes `{}`, and one that
 * gets more statements is put between braces.
 */
export function braceActions(file: CFile, actions: readonly Action[]): Action[] {
  const removed = new Set(actions.filter((action) => action.kind === 'remove').map((action) => action.token));
  const inserts = actions.filter((action): action is InsertAction => action.kind === 'insert' && action.level === 'line');
  const touched = new Set(actions.map((action) => action.token));
  const made: Action[] = [];
  for (const unit of file.units) {
    if (unit.kind !== 'function' || !holdsAny(touched, unit.firstToken, unit.endToken)) continue;
    for (const tree of file.trees(unit)) {
      for (const branch of tree.items.flatMap(unbracedBranches)) {
        if (holdsAny(touched, branch.first, branch.last + 1)) made.push(...bracesFor(branch, removed, inserts));
      }
    }
  }
  return made;
}

function holdsAny(tokens: ReadonlySet<number>, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (tokens.has(token)) return true;
  return false;
}

/** Bodies and branches that are single statements; `else if` is no branch to put in braces. */
function unbracedBranches(item: Node): Node[] {
  const found: Node[] = [];
  const walk = (node: Node): void => {
    for (const index of BRANCHES[node.kind] ?? []) {
      const branch = node.kids[index];
      const isElseIf = node.kind === 'if' && index === 2 && branch?.kind === 'if';
      if (branch != null && branch.kind !== 'block' && branch.first >= 0 && !isElseIf) found.push(branch);
    }
    for (const kid of node.kids) if (kid !== null) walk(kid);
  };
  walk(item);
  return found;
}

const BRANCHES: Readonly<Record<string, readonly number[]>> = {
  if: [1, 2], while: [1], for: [3], iterator: [1], do: [0],
};

function bracesFor(branch: Node, removed: ReadonlySet<number>, inserts: readonly InsertAction[]): Action[] {
  const inside = inserts.filter((action) => action.token >= branch.first && action.token <= branch.last);
  const kept = keepsSomething(branch, removed);
  const statements = inside.reduce((sum, action) => sum + statementsIn(action), 0) + (kept ? 1 : 0);
  if (statements === 1 || (kept && inside.length === 0)) return [];
  const rule = inside[0]?.rule ?? '';
  const common = { kind: 'insert', level: 'inline', replaces: !kept, repeatable: false, rule, match: -1, patchLine: 0 } as const;
  if (statements === 0) return [{ ...common, token: branch.first, where: 'before', lines: [{ indent: '', pieces: [{ text: '{}' }] }] }];
  return [
    { ...common, token: branch.first - 1, where: 'after', replaces: false, lines: [{ indent: '', pieces: [{ text: '{' }] }], patchLine: -1 },
    { ...common, token: branch.last, where: 'after', lines: [{ indent: '', pieces: [{ text: '}' }] }], patchLine: Number.MAX_SAFE_INTEGER },
  ];
}

function keepsSomething(branch: Node, removed: ReadonlySet<number>): boolean {
  const keeps = (node: Node): boolean =>
    node.tokens.some((token) => !removed.has(token)) || node.kids.some((kid) => kid !== null && keeps(kid));
  return keeps(branch);
}

/** How many statements plus code is: those that end in `;` or `}` outside brackets. */
function statementsIn(action: InsertAction): number {
  const text = action.lines.map((line) => line.pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join('')).join('\n');
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

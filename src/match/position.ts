import type { CFile, Node } from '../c/index.js';
import type { MetavariableKind } from '../smpl/index.js';
import { commentsAt } from './comments.js';
import type { Position } from './value.js';

/** The position of some tokens in a file, with the function (or other top-level item) around them. */
export function positionOf(file: CFile, tokens: readonly number[], item: Node | null): Position {
  const first = tokens[0] ?? 0;
  const last = tokens[tokens.length - 1] ?? first;
  const start = file.source.place(file.tokens.start[first] ?? 0);
  const end = file.source.place(file.tokens.end[last] ?? 0);
  const from = item === null ? start : file.source.place(file.tokens.start[item.first] ?? 0);
  const to = item === null ? end : file.source.place(file.tokens.end[item.last] ?? 0);
  return {
    path: file.source.path,
    line: start.line,
    column: start.column - 1,
    endLine: end.line,
    endColumn: end.column - 1,
    element: item === null ? NO_FUNCTION : nameOf(item),
    elementLine: from.line,
    elementColumn: from.column - 1,
    elementEndLine: to.line,
    elementEndColumn: to.column - 1,
  };
}

const NO_FUNCTION = 'something_else';

/** The name of a function; of anything else, what Coccinelle calls it. */
function nameOf(item: Node): string {
  return nameOfItem(item) || NO_FUNCTION;
}

/** The name of a function; '' for any other top-level item. */
export function nameOfItem(item: Node): string {
  return item.kind === 'function' ? (item.kids[2]?.value ?? '') : '';
}

/** Kinds of metavariables that hang on tokens and say where, or between which comments, these stand. */
export function isPlace(kind: MetavariableKind): boolean {
  return kind === 'position' || kind === 'comments';
}

/** What such a metavariable stands for at one place. */
export function placeOf(
  kind: MetavariableKind,
  { file, tokens, position }: { file: CFile; tokens: readonly number[]; position: Position },
): Position {
  return kind === 'comments' ? { ...position, comments: commentsAt(file, tokens) } : position;
}

/** The position of some tokens, where the item around has to be found. */
export function positionIn(file: CFile, tokens: readonly number[]): Position {
  const first = tokens[0] ?? 0;
  const unit = file.units.find((one) => one.firstToken <= first && first < one.endToken);
  const items = unit === undefined ? [] : file.trees(unit).flatMap((tree) => tree.items);
  return positionOf(file, tokens, items.find((item) => item.first <= first && first <= item.last) ?? null);
}

import type { CFile, Tree, Unit } from './file.js';
import type { Node } from './node.js';

/** Where a function stands. Offsets into the file's text; `bodyStart` is that of the `{`, `bodyEnd` is behind the `}`. */
export interface FunctionPlace {
  readonly name: string;
  /** Of the first word of its head, attributes in front included. */
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** The function definitions of a file, each body once however many readings it has. Parses the whole file. */
export function functionsOf(file: CFile): FunctionPlace[] {
  return file.units.flatMap((unit) => functionsIn(file, unit, file.trees(unit)));
}

/** The function definitions of a unit, as its readings show them. */
export function functionsIn(file: CFile, unit: Unit, trees: readonly Tree[]): FunctionPlace[] {
  const found = new Map<number, FunctionPlace>();
  for (const { items } of trees) for (const item of items) addFunctions(file, item, unit.firstToken, found);
  return [...found.values()].sort((left, right) => left.bodyStart - right.bodyStart);
}

function addFunctions(file: CFile, item: Node, floor: number, found: Map<number, FunctionPlace>): void {
  if (item.kind === 'seq' || item.kind === 'extern-c') {
    for (const kid of item.kids) if (kid !== null) addFunctions(file, kid, floor, found);
    return;
  }
  const [, , name = null, , body = null] = item.kids;
  if (item.kind !== 'function' || name === null || body === null) return;
  const { start, end } = file.tokens;
  const bodyStart = start[body.first] ?? 0;
  let first = item.first;
  while (first > floor && file.hidden[first - 1] === 1) first--;
  found.set(bodyStart, { name: name.value, start: start[first] ?? 0, bodyStart, bodyEnd: end[body.last] ?? 0 });
}

import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Cursor } from './cursor.js';

const BARE_CONDITIONS = new Set(['any', 'strict', 'exists', 'forall']);
const DEPTH: ReadonlyMap<string, number> = new Map([
  ['(', 1],
  ['[', 1],
  ['{', 1],
  ['\\(', 1],
  ['<...', 1],
  ['<+...', 1],
  [')', -1],
  [']', -1],
  ['}', -1],
  ['\\)', -1],
  ['...>', -1],
  ['...+>', -1],
]);

/** The `when` clauses that follow dots or open a nest; `read` reads the code of `when != code`. */
export function whens(cursor: Cursor, read: (cursor: Cursor) => Node): Node[] {
  const conditions: Node[] = [];
  while (/^when$/i.test(cursor.peek()) && isCondition(cursor.peek(1).toLowerCase())) {
    cursor.advance();
    do conditions.push(condition(cursor, read));
    while (cursor.is(',') && BARE_CONDITIONS.has(cursor.peek(1).toLowerCase()) && cursor.accept(',') !== null);
  }
  return conditions;
}

function isCondition(text: string): boolean {
  return text === '!=' || text === '=' || BARE_CONDITIONS.has(text);
}

function condition(cursor: Cursor, read: (cursor: Cursor) => Node): Node {
  const word = cursor.peek().toLowerCase();
  cursor.advance();
  if (BARE_CONDITIONS.has(word)) return makeNode('when', word, [null], []);
  const truth = cursor.peek();
  if (word === '!=' && (truth === 'true' || truth === 'false') && cursor.token(1)?.line === cursor.token()?.line) {
    cursor.advance();
    return makeNode('when', `${truth}!=`, [cursor.grammar.expression(cursor)], []);
  }
  return makeNode('when', word, [read(cursor)], []);
}

/** Code behind `when` between statements: it ends with the line unless a bracket is open there. */
export function whenCode(cursor: Cursor): Node {
  const outerEnd = cursor.end;
  const limit = lineLimit(cursor);
  const within = cursor.attempt(() => {
    cursor.end = limit;
    const items = cursor.grammar.items(cursor);
    if (cursor.at < limit) cursor.fail('the end of the line');
    return items;
  });
  cursor.end = outerEnd;
  const items = within ?? [cursor.grammar.item(cursor)];
  const [only] = items;
  if (only === undefined) return cursor.fail('code after `when`');
  return items.length === 1 ? only : makeNode('seq', '', items, []);
}

function lineLimit(cursor: Cursor): number {
  let depth = 0;
  let line = cursor.token()?.line;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    const change = DEPTH.get(token?.text ?? '') ?? 0;
    if (depth === 0 && (token?.line !== line || change < 0 || /^when$/i.test(token?.text ?? ''))) return index;
    depth += change;
    if (depth === 0) line = token?.line;
  }
  return cursor.end;
}

import { specifierWords } from './lower/words.js';
import type { Node } from './node.js';

/**
 * Tokens of a file or of a pattern in which attributes stand that the tree leaves out. Where they stand says what they
 * belong to; the rules are the same for programs and patterns.
 */
export interface AttributeRow {
  isAttribute(token: number): boolean;
  /** A token's spelling; '' outside the row. */
  word(token: number): string;
  /** The attributes in `[first, end)`, a stretch of attribute tokens. */
  read(first: number, end: number): readonly Node[];
}

/**
 * The attributes of a type (of its outermost level: behind the star of a pointer, around the words of a base type), or
 * those behind a declarator or a macro declaration. Arrays, qualified types and the like have none of their own.
 */
export function attributesOf(node: Node, row: AttributeRow): readonly Node[] {
  switch (node.kind) {
    case 'var':
    case 'param':
      return readRuns(row, [behind(row, declaratorEnd(node))]);
    case 'function':
      return readRuns(row, [behind(row, node.kids[3]?.last ?? -1)]);
    case 'macro-decl':
    case 'macro-decl-init':
      return readRuns(row, [behind(row, node.kids[1]?.last ?? -1)]);
    case 'pointer':
      return readRuns(row, forward(row, node.tokens[0] ?? -1, QUALIFIERS));
    case 'array':
    case 'function-type':
    case 'grouped':
    case 'qualified':
      return [];
    default:
      return baseAttributes(node, row);
  }
}

/** All attributes of a type, those of the types it is made of included. */
export function attributesInside(type: Node, row: AttributeRow): readonly Node[] {
  const [inner] = type.kids;
  const below = WRAPPERS.has(type.kind) && inner != null ? attributesInside(inner, row) : [];
  return [...attributesOf(type, row), ...below];
}

/** The first token of what a node and the attributes in front of it make up. */
export function startWithAttributes(node: Node, row: AttributeRow): number {
  const [first] = backward(row, node.first);
  return first?.first ?? node.first;
}

const WRAPPERS: ReadonlySet<string> = new Set(['pointer', 'array', 'function-type', 'grouped', 'qualified']);
const QUALIFIERS: ReadonlySet<string> = new Set(['qualifier']);
const SPECIFIERS: ReadonlySet<string> = new Set(['qualifier', 'storage', 'typedef']);

/** Attribute tokens `[first, end)`. */
interface Run {
  readonly first: number;
  readonly end: number;
}

function readRuns(row: AttributeRow, runs: readonly Run[]): readonly Node[] {
  return runs.flatMap(({ first, end }) => (first < end ? row.read(first, end) : []));
}

function baseAttributes(node: Node, row: AttributeRow): readonly Node[] {
  if (node.first < 0) return [];
  const body = node.kids[1];
  const inner = [...node.tokens, ...(node.kids[0]?.tokens ?? [])].filter(
    (token) => token < node.last && (body == null || token < body.first),
  );
  return readRuns(row, [
    ...backward(row, node.first),
    ...inner.sort((left, right) => left - right).map((token) => behind(row, token)),
    ...forward(row, node.last, SPECIFIERS),
  ]);
}

/** The run right behind a token. */
function behind(row: AttributeRow, token: number): Run {
  let end = token + 1;
  while (token >= 0 && row.isAttribute(end)) end++;
  return { first: token + 1, end };
}

/** Runs behind a token, up to a word that is no specifier of the given roles. */
function forward(row: AttributeRow, token: number, roles: ReadonlySet<string>): Run[] {
  const runs: Run[] = [];
  for (let at = token; at >= 0;) {
    const run = behind(row, at);
    runs.push(run);
    if (!roles.has(specifierWords.get(row.word(run.end))?.role ?? '')) break;
    at = run.end;
  }
  return runs;
}

/** Runs in front of a token, in source order, back to a word that is no specifier. */
function backward(row: AttributeRow, token: number): Run[] {
  const runs: Run[] = [];
  for (let end = token; ;) {
    let first = end;
    while (first > 0 && row.isAttribute(first - 1)) first--;
    if (first < end) runs.unshift({ first, end });
    if (!SPECIFIERS.has(specifierWords.get(row.word(first - 1))?.role ?? '')) return runs;
    end = first - 1;
  }
}

/** The last token of a declarator: its name, or an array size, parameter list or parenthesis behind it. */
function declaratorEnd(node: Node): number {
  const name = node.kids[node.kind === 'param' ? 2 : 1];
  if (name == null) return -1;
  let end = Math.max(name.last, node.kids[3]?.last ?? -1);
  let type = node.kids[node.kind === 'param' ? 1 : 0] ?? null;
  while (type !== null && WRAPPERS.has(type.kind)) {
    if (type.kind !== 'qualified') end = Math.max(end, type.tokens.at(-1) ?? -1, type.kids[1]?.last ?? -1);
    type = type.kids[0] ?? null;
  }
  return end;
}

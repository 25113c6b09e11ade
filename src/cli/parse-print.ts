import { spelling, TokenKind } from '../c/index.js';
import type { CFile, Mask, Node } from '../c/index.js';
import type { ParseFacts } from './parse-facts.js';

const KIND_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(TokenKind).map(([name, kind]) => [kind, name]));

/** One JSON object, of ASCII alone: where functions stand and what was not read, in bytes. Names are read as UTF-8. */
export function jsonLine({ path, bytes, functions, unread }: ParseFacts): string {
  const named = functions.map((place) => ({ ...place, name: Buffer.from(place.name, 'latin1').toString('utf8') }));
  const json = JSON.stringify({ path, bytes, functions: named, unread });
  return `${json.replace(/[^\n -~]/g, escaped)}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** One token a line: its place, kind and spelling. */
export function tokenLines({ source, tokens }: CFile): string {
  return Array.from({ length: tokens.count }, (_, index) => {
    const { line, column } = source.place(tokens.start[index] ?? 0);
    return `${String(line)}:${String(column)} ${KIND_NAMES.get(tokens.kind[index] ?? 0) ?? ''} ${spelling(tokens, index)}\n`;
  }).join('');
}

/** The trees of a file, each followed by what was masked for it. */
export function treeLines(file: CFile): string {
  return file.units
    .flatMap((unit) => file.trees(unit))
    .map(({ items, masks }) => {
      const nodes = items.map((item) => nodeLines(item, 0));
      return [...nodes, ...masks.map((mask) => maskLine(file, mask))].join('');
    })
    .join('');
}

function maskLine({ source }: CFile, { kind, span }: Mask): string {
  const { line, column } = source.place(span.start);
  const text = source.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  return `masked ${kind} ${String(line)}:${String(column)}${text === '' ? '' : ` ${text}`}\n`;
}

/** One node a line, indented by depth: its kind and value; `-` for a missing part. */
export function nodeLines(node: Node | null, depth: number): string {
  const indent = '  '.repeat(depth);
  if (node === null) return `${indent}-\n`;
  const value = node.value === '' ? '' : ` ${node.value}`;
  return `${indent}${node.kind}${value}\n${node.kids.map((kid) => nodeLines(kid, depth + 1)).join('')}`;
}

import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import type { Backend } from './backend-contract.js';
import type { Cst } from './cst.js';
import { TreeCopier } from './cst-copy.js';

/** The parser of `web-tree-sitter` with the grammar that `tree-sitter-c` brings along. */
export async function loadWasm(): Promise<Backend> {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-c/tree-sitter-c.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  const copier = new TreeCopier();
  return { name: 'wasm', parse: (text, offset) => parse(parser, copier, text, offset) };
}

function parse(parser: Parser, copier: TreeCopier, text: string, offset: number): Cst {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the parser has no language');
  const cursor = tree.walk();
  try {
    return copier.copy(cursor, offset);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

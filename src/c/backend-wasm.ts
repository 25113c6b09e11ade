import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import type { Backend } from './backend.js';
import { copyTree } from './cst-copy.js';

/** The parser of `web-tree-sitter` with the grammar that `tree-sitter-c` brings along. */
export async function loadWasm(): Promise<Backend> {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-c/tree-sitter-c.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return { name: 'wasm', parse: (text, offset) => parse(parser, text, offset) };
}

function parse(parser: Parser, text: string, offset: number): ReturnType<Backend['parse']> {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the parser has no language');
  const cursor = tree.walk();
  try {
    return copyTree(cursor, offset);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Language, Parser } from 'web-tree-sitter';
import type { Backend } from './backend-contract.js';
import type { Cst } from './cst.js';
import { TreeCopier } from './cst-copy.js';

/** Where the build puts the grammar, as seen from this file's compiled form. */
const SHIPPED_GRAMMAR = '../../grammar/tree-sitter-c.wasm';

/** The parser of `web-tree-sitter`, with a grammar that needs neither a compiler nor the package `tree-sitter-c`. The
 * package is loaded only here: it is large, and rarely wanted where the native build is. */
export async function loadWasm(): Promise<Backend> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await loadGrammar(Language));
  const copier = new TreeCopier();
  return { name: 'wasm', parse: (text, offset) => parse(parser, copier, text, offset) };
}

/** Code that was compiled without the whole build has no grammar beside it and takes that of the package. */
async function loadGrammar(loader: typeof Language): Promise<Language> {
  const shipped = fileURLToPath(new URL(SHIPPED_GRAMMAR, import.meta.url));
  return await loader.load(shipped).catch(() => {
    return loader.load(createRequire(import.meta.url).resolve('tree-sitter-c/tree-sitter-c.wasm'));
  });
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

import { createRequire } from 'node:module';
import type { Backend } from './backend-contract.js';
import { TreeCopier } from './cst-copy.js';
import type { Cursor } from './cst-copy.js';

/** What is used of the native package; its own types are not there when the optional package is not. */
interface NativeParser {
  setLanguage(language: unknown): void;
  parse(text: string, old: undefined, options: { bufferSize: number }): { walk(): Cursor };
}

/** The parser of the `tree-sitter` package, or null where the package is missing or does not load. */
export function loadNative(): Backend | null {
  try {
    const require = createRequire(import.meta.url);
    const Parser = require('tree-sitter') as new () => NativeParser;
    const language: unknown = require('tree-sitter-c');
    const copier = new TreeCopier();
    let parser: NativeParser | undefined;
    return {
      name: 'native',
      parse: (text, offset) => copier.copy(parse((parser ??= parserOf(Parser, language)), text), offset),
    };
  } catch {
    return null;
  }
}

/** Made when some code is first wanted as tree-sitter reads it: the package then makes a class for each kind of node. */
function parserOf(Parser: new () => NativeParser, language: unknown): NativeParser {
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

/** The package reads its input through a buffer of 32 K units unless told otherwise, and fails on longer texts. */
function parse(parser: NativeParser, text: string): Cursor {
  return parser.parse(text, undefined, { bufferSize: text.length + 1 }).walk();
}

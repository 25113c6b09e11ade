import { createRequire } from 'node:module';
import type { Backend } from './backend.js';
import { copyTree } from './cst-copy.js';
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
    const parser = new Parser();
    parser.setLanguage(require('tree-sitter-c'));
    return { name: 'native', parse: (text, offset) => parse(parser, text, offset) };
  } catch {
    return null;
  }
}

/** The package reads its input through a buffer of 32 K units unless told otherwise, and fails on longer texts. */
function parse(parser: NativeParser, text: string, offset: number): ReturnType<Backend['parse']> {
  const tree = parser.parse(text, undefined, { bufferSize: text.length + 1 });
  return copyTree(tree.walk(), offset);
}

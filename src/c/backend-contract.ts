import type { Cst } from './cst.js';

/** Which build of tree-sitter does the parsing. */
export type BackendName = 'native' | 'wasm';

/** A parser for C fragments. */
export interface Backend {
  readonly name: BackendName;
  /** Parses a text; `offset` is added to every offset of the tree. */
  parse(text: string, offset: number): Cst;
}

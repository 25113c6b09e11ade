export { makeNode } from './node.js';
export type { Node, NodeKind } from './node.js';
export { spelling, TokenKind } from './tokens.js';
export type { Tokens } from './tokens.js';
export type { CFile, Mask, Tree, Unit, UnitKind } from './file.js';
export { lex } from './lex.js';
export { splitUnits } from './units.js';

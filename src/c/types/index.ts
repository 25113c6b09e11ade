export { collectDeclarations, collectTypedefs } from './declarations.js';
export type { Declarations } from './declarations.js';
export { ExpressionTypes } from './expression-type.js';
export type { TypeLookup } from './expression-type.js';
export { FileTypes } from './file-types.js';

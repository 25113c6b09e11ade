export { collectTypedefs } from './declarations.js';
export { FileTypes } from './file-types.js';
export type { IntegerBits } from './number-type.js';
export { HeaderTypes } from './header-types.js';

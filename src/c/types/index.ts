export { collectTypedefs } from './declarations.js';
export { FileTypes } from './file-types.js';

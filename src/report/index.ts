export { fromPath, toBytes } from './bytes.js';
export { colorDiff, diagnosticText } from './color.js';
export { formatFinding, jsonEnd, jsonLines } from './finding-line.js';
export { gitNames, resultDiff } from './result-diff.js';
export type { DiffNames, DiffStyle } from './result-diff.js';

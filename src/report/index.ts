export { fromPath, toBytes } from './bytes.js';
export { colorDiff, diagnosticText } from './color.js';
export { formatFinding, jsonEnd, jsonLines } from './finding-line.js';
export { ledgerLines, passedLedgerLine } from './ledger-lines.js';
export { mergedOutputs } from './merged.js';
export { gitNames, resultDiff } from './result-diff.js';
export type { DiffNames, DiffStyle } from './result-diff.js';

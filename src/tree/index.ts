export { isSystemError, reason } from './failure.js';
export { listFiles } from './file-list.js';
export type { FileList, ListOptions } from './file-list.js';
export { applyPatches, loadPatches } from './patch-set.js';
export type { PatchSet, PatchText } from './patch-set.js';
export type { RunOptions, RunSummary, TreeResult } from './result.js';
export { runFiles } from './run.js';
export { readSource, writeFileAtomically } from './source-file.js';
export { holds, WordScanner } from './word-scan.js';

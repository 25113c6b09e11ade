export { backendName, initParser } from '../c/index.js';
export type { HeaderDoor, Includer, IncludeName } from '../c/index.js';
export { compilePatch } from './patch.js';
export type { Compilation, CompiledPatch, Step } from './patch.js';
export { applyToFile, startRun } from './start.js';
export type { Pass } from './passes.js';
export type { PatchRun, RunEnd } from './run.js';
export type { EngineOptions, FileResult, Finding, LineRange, RuleState } from './types.js';
export type { WordFormula } from '../compile/index.js';

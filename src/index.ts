/**
 * Semantic patches for C as a library: read a patch, compile it, apply it to the text of a file.
 *
 * @packageDocumentation
 */
export { applyPatch, compilePatch, parsePatch } from './api.js';
export type { PatchResult, TextInput } from './api.js';
export type { Compilation, CompiledPatch, EngineOptions, FileResult, Finding, RuleState } from './engine/index.js';
export type {
  ScriptComments,
  ScriptFunction,
  ScriptInputs,
  ScriptOutput,
  ScriptPosition,
  ScriptResult,
  ScriptRun,
  ScriptTextForm,
  ScriptValue,
} from './script/index.js';
export type { SemanticPatch } from './smpl/index.js';
export { formatDiagnostic } from './text/index.js';
export type { Diagnostic, Severity, Span } from './text/index.js';

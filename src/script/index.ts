export { startEmbeddedPython } from './embedded-python.js';
export type { EmbeddedPythonOptions } from './embedded-python.js';
export { ScriptHostError } from './failure.js';
export { callFunction } from './functions.js';
export type { ScriptFunction, ScriptResult, ScriptRun } from './functions.js';
export { startJavaScript } from './javascript.js';
export type { JavaScriptOptions } from './javascript.js';
export { startOcaml } from './ocaml.js';
export type { OcamlOptions } from './ocaml.js';
export { findPython, startPython } from './python.js';
export type { PythonOptions } from './python.js';
export type {
  Script,
  ScriptAnswer,
  ScriptCall,
  ScriptComments,
  ScriptError,
  ScriptExpression,
  ScriptHost,
  ScriptInput,
  ScriptInputs,
  ScriptInputType,
  ScriptIteration,
  ScriptOutput,
  ScriptPosition,
  ScriptQuery,
  ScriptReply,
  ScriptTextForm,
  ScriptValue,
} from './types.js';

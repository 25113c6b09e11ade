import type { EngineOptions } from '../engine/index.js';
import { loadPatches } from '../tree/index.js';
import type { PatchSet, PatchText } from '../tree/index.js';
import type { Io } from './io.js';
import { isError, printDiagnostics } from './patch-input.js';

/** Compiles patches and prints what is wrong with them. Null when there are errors. */
export function compileAloud(
  texts: readonly PatchText[],
  options: EngineOptions,
  io: Io,
  errorsOnly = false,
): PatchSet | null {
  const set = loadPatches(texts, options);
  printDiagnostics(errorsOnly ? set.diagnostics.filter(isError) : set.diagnostics, io);
  return set.diagnostics.some(isError) ? null : set;
}

import type { HeaderDoor } from '../c/index.js';
import type { SourceText } from '../text/index.js';
import type { CompiledPatch } from './patch.js';
import type { PatchRun } from './run.js';
import type { EngineOptions, FileResult } from './types.js';

/**
 * Starts a run: to be finished, whatever happens, so that interpreters end. Types that a file does not tell are looked
 * for in what `headers` gives. What runs patches is loaded only now: it is most of the program, and not every patch that
 * is compiled meets a file that holds its words.
 */
export async function startRun(
  compiled: CompiledPatch,
  options: EngineOptions,
  headers: HeaderDoor | null = null,
): Promise<PatchRun> {
  const { Run } = await import('./run.js');
  const run = new Run(compiled, options, headers);
  await run.initialize();
  return run;
}

/** Runs a compiled patch over one file alone. Never throws for anything a user can cause. */
export async function applyToFile(
  compiled: CompiledPatch,
  source: SourceText,
  options: EngineOptions,
): Promise<FileResult> {
  const run = await startRun(compiled, options);
  const result = await run.applyToFile(source);
  const end = await run.finish();
  return {
    ...result,
    printed: result.printed + end.printed,
    diagnostics: [...result.diagnostics, ...end.diagnostics],
  };
}

import type { FileResult } from '../engine/index.js';
import type { SourceText } from '../text/index.js';
import type { PatchSet } from './patch-set.js';
import { requiredWords } from './patch-summary.js';
import type { IncludeOptions } from './result.js';
import { mayHold } from './word-scan.js';

/** Applies the patches of a set in order to one text, as a run of its own. */
export async function applyPatches(
  set: PatchSet,
  source: SourceText,
  includes: IncludeOptions = { follow: 'none' },
): Promise<FileResult> {
  const { FilePatcher } = await import('./file-patcher.js');
  const words = requiredWords(set);
  const patcher = await FilePatcher.open(set, { includes });
  const result = await patcher.patch({ source, concerns: words.map((formula) => mayHold(formula, source.text)) });
  const end = await patcher.finish();
  return {
    ...result,
    printed: result.printed + end.printed,
    diagnostics: [...result.diagnostics, ...end.diagnostics],
  };
}

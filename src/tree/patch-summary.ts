import type { EngineOptions, WordFormula } from '../engine/index.js';
import type { NamedFile } from './isomorphism-files.js';
import type { PatchText } from './patch-include.js';

/** What a run has to know of patches before it applies them. Plain data: survives structured clone, and JSON. */
export interface PatchSummary {
  readonly texts: readonly PatchText[];
  readonly options: EngineOptions;
  /** The texts with what they include in place. */
  readonly sources: readonly PatchText[];
  /** The isomorphism files that each patch names. */
  readonly isomorphisms: readonly (readonly NamedFile[])[];
  /** What a file must hold for each patch to be applied to it. */
  readonly words: readonly WordFormula[];
  /** False when scripts keep state over all files, so that one process must see them all in order. */
  readonly divisible: boolean;
}

/** With lines that edits and findings are wanted on: see `EngineOptions`. */
export function withLines<Patches extends PatchSummary>(
  patches: Patches,
  lines: NonNullable<EngineOptions['lines']>,
): Patches {
  return { ...patches, options: { ...patches.options, lines } };
}

/** All that results depend on besides the file and the program. */
export function identity({ sources, options, isomorphisms }: PatchSummary): unknown {
  return [sources, options, isomorphisms];
}

/** What a file must hold for each patch to be applied to it: nothing with `everyFile`. */
export function requiredWords({ words }: PatchSummary, everyFile = false): readonly WordFormula[] {
  return everyFile ? words.map(() => ({ op: 'true' })) : words;
}

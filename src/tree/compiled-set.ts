import type { PatchSet } from './patch-set.js';
import type { PatchSummary } from './patch-summary.js';

/** The patches themselves, compiled now where they have not been. What compiles them is loaded only then. */
export async function compiledSet(patches: PatchSummary | PatchSet): Promise<PatchSet> {
  if ('compiled' in patches) return patches;
  const { loadPatches } = await import('./patch-set.js');
  return loadPatches(patches.texts, patches.options);
}

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineOptions } from '../engine/index.js';
import { runFolder, touch, writeWhole } from './cache-folder.js';
import { isSystemError } from './failure.js';
import { readIsomorphisms } from './isomorphism-files.js';
import { includePatches } from './patch-include.js';
import type { PatchText } from './patch-include.js';
import type { PatchSet } from './patch-set.js';
import type { PatchSummary } from './patch-summary.js';
import type { CacheOptions } from './result.js';

/** What came to light when the patches were compiled. */
type Kept = Pick<PatchSummary, 'isomorphisms' | 'words' | 'divisible'>;

/**
 * What an earlier run has kept of these patches, which then need not be compiled to find the files they may change. Null when
 * there is nothing, or an isomorphism file has changed since.
 */
export function keptSummary(
  cache: CacheOptions,
  texts: readonly PatchText[],
  options: EngineOptions,
): PatchSummary | null {
  const sources = texts.map(includePatches).map(({ path, text }) => ({ path, text }));
  const folder = folderOf(cache, sources, options);
  const kept = read(path.join(folder, NAME));
  if (kept === null) return null;
  const now = sources.map((source, index) => readIsomorphisms(source.path, namesIn(kept, index)));
  if (JSON.stringify(now) !== JSON.stringify(kept.isomorphisms)) return null;
  touch(folder);
  return { texts, options, sources, ...kept };
}

/** Keeps what the next run needs. Patches that there is something to say about are compiled in each run, to say it again. */
export function keepSummary(cache: CacheOptions, set: PatchSet): void {
  if (set.diagnostics.length > 0) return;
  const { isomorphisms, words, divisible } = set;
  const kept: Kept = { isomorphisms, words, divisible };
  const folder = folderOf(cache, set.sources, set.options);
  try {
    mkdirSync(folder, { recursive: true });
    writeWhole(path.join(folder, NAME), Buffer.from(JSON.stringify(kept)));
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

const NAME = 'patches';

function folderOf({ folder, version }: CacheOptions, sources: readonly PatchText[], options: EngineOptions): string {
  return runFolder(folder, [NAME, version, sources, options]);
}

function namesIn({ isomorphisms }: Kept, index: number): readonly string[] {
  return (isomorphisms[index] ?? []).map(({ name }) => name);
}

/** Files are put in their place as a whole: what can be read is what was written. */
function read(file: string): Kept | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return null;
  }
}

import { cacheStats, clearCache, defaultCacheFolder } from '../tree/index.js';
import type { Io } from './io.js';

/** `vedalia cache stats|clear`: tells what the cache in a folder holds, or empties it. Gives the exit status. */
export function cache(action: 'stats' | 'clear', folder: string | undefined, io: Io): number {
  const place = folder ?? defaultCacheFolder();
  if (action === 'clear') clearCache(place);
  const { runs, files, bytes } = cacheStats(place);
  const megabytes = (bytes / 1e6).toFixed(1);
  io.out(`${place}: ${String(runs)} sets of patches, ${String(files)} results of files, ${megabytes} MB\n`);
  return 0;
}

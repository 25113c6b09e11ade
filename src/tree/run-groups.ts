import type { SourceText } from '../text/index.js';
import { fileFailure } from './failure.js';
import type { FilePatcher } from './file-patcher.js';
import type { PatchSet } from './patch-set.js';
import type { RunListener, WorkOptions, RunSummary, TreeResult } from './result.js';
import { readSource } from './source-file.js';
import { limited, limitedFailure, limitHere } from './time-limit.js';
import type { TimeLimit } from './time-limit.js';

/**
 * Applies patches to groups of files, one group after another in this thread. The files of a group are patched as one: a
 * rule sees all of them before the next rule does, which has the values found in any.
 */
export async function runGroups(
  set: PatchSet,
  groups: readonly (readonly string[])[],
  options: Pick<WorkOptions, 'includes' | 'parser' | 'timeoutSeconds'>,
  listener: RunListener,
): Promise<RunSummary> {
  const { FilePatcher } = await import('./file-patcher.js');
  const patcher = await FilePatcher.open(set, options);
  const limit = limitHere(options.timeoutSeconds);
  for (const group of groups) for (const result of await patchGroup(patcher, group, limit)) listener.onResult(result);
  const files = groups.flat().length;
  return { files, looked: files, ...(await patcher.finish()) };
}

/** A file that cannot be read costs the group that file; the time limit is one for the whole group. */
async function patchGroup(
  patcher: FilePatcher,
  group: readonly string[],
  limit: TimeLimit | null,
): Promise<readonly TreeResult[]> {
  const failures: TreeResult[] = [];
  const sources: SourceText[] = [];
  for (const file of group) {
    try {
      sources.push(readSource(file));
    } catch (error) {
      failures.push(fileFailure(file, error));
    }
  }
  try {
    return [...failures, ...(await limited(limit, () => patcher.patchGroup(sources)))];
  } catch (error) {
    return group.map((file) => limitedFailure(file, limit, error));
  }
}

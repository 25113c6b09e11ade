import path from 'node:path';
import type { SemanticPatch } from '../smpl/index.js';
import { readSource } from './source-file.js';

/**
 * The texts of the isomorphism files that a patch and its rules name, looked up from the folder of the patch, then from
 * the working directory. Those that are in neither are left out.
 */
export function isomorphismFiles(patch: SemanticPatch): Record<string, string> {
  const names = [...patch.isoFiles, ...patch.sections.flatMap((each) => (each.kind === 'rule' ? each.isoFiles : []))];
  const folder = path.dirname(patch.source.path);
  const texts: Record<string, string> = {};
  for (const name of names) {
    const text = readFirst([path.join(folder, name), name]);
    if (text !== null) texts[name] = text;
  }
  return texts;
}

function readFirst(candidates: readonly string[]): string | null {
  for (const candidate of candidates) {
    try {
      return readSource(candidate).text;
    } catch {
      continue;
    }
  }
  return null;
}

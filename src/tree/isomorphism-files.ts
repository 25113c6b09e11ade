import path from 'node:path';
import type { SemanticPatch } from '../smpl/index.js';
import { readSource } from './source-file.js';

/** An isomorphism file that a patch names; its text is null when it was not found. */
export interface NamedFile {
  readonly name: string;
  readonly text: string | null;
}

/** The names of the isomorphism files that a patch and its rules name. */
export function isomorphismNames(patch: SemanticPatch): readonly string[] {
  return [...patch.isoFiles, ...patch.sections.flatMap((each) => (each.kind === 'rule' ? each.isoFiles : []))];
}

/** Isomorphism files by their names, looked up from the folder of the patch that names them, then from the working directory. */
export function readIsomorphisms(patch: string, names: readonly string[]): readonly NamedFile[] {
  const folder = path.dirname(patch);
  return names.map((name) => ({ name, text: readFirst([path.join(folder, name), name]) }));
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

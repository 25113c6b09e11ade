import path from 'node:path';
import { maintainedPart, maintainedParts } from '../tree/index.js';

/** A file's change, the name seen from the top of the work tree with `/` between folders. */
export interface Change {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** The changes that make up one patch of a series. */
export interface Group {
  /** What the patch is about: the folder or file that all of its changes are in; '' for the whole tree. */
  readonly scope: string;
  readonly changes: readonly Change[];
}

/** By what a series is split; `patch`: a mail for each semantic patch, `all`: a single mail. */
export type Split = 'file' | 'folder' | 'maintainer' | 'all';

/** Splits changes in the order of their files. `maintainers` is the text of the tree's MAINTAINERS. */
export function grouped(changes: readonly Change[], split: Split, maintainers: string): readonly Group[] {
  const parts = split === 'maintainer' ? maintainedParts(maintainers) : [];
  const keyOf = (name: string): string => {
    switch (split) {
      case 'file':
        return name;
      case 'folder':
        return path.posix.dirname(name);
      case 'maintainer':
        return maintainedPart(parts, name) ?? '';
      case 'all':
        return '';
    }
  };
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = keyOf(change.name);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map((own) => ({ scope: scopeOf(own.map(({ name }) => name)), changes: own }));
}

/** The file, or the nearest folder that holds all files. */
export function scopeOf(names: readonly string[]): string {
  const [only = '', ...others] = names;
  if (others.length === 0) return only;
  const folders = names.map((name) => name.split('/').slice(0, -1));
  const [first = []] = folders;
  const differs = first.findIndex((part, at) => folders.some((folder) => folder[at] !== part));
  return first.slice(0, differs === -1 ? first.length : differs).join('/');
}

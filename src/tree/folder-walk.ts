import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { IgnoreRules } from './ignore-rules.js';

/** What to find below a folder. Paths handed in and out are relative to it, with `/` between names. */
export interface Choice {
  /** Whether a file or link of that name is wanted; asked before `leaveOut`. */
  readonly isWanted: (name: string) => boolean;
  /** Whether a file, or a folder (ending in `/`) with all it holds, is to be left out. */
  readonly leaveOut: (relative: string) => boolean;
}

/** What lies below a folder. Links are not followed. */
export interface Below {
  readonly files: string[];
  readonly links: string[];
}

interface Walk extends Choice {
  readonly folder: string;
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  readonly found: Below;
}

/** All wanted files below a folder. Folders that cannot be read are passed over. Nothing is asked of single files. */
export function walkFolder(folder: string, choice: Choice & Pick<Walk, 'gitignore'>): Below {
  const found: Below = { files: [], links: [] };
  walkInto({ ...choice, folder, found }, '', null);
  return found;
}

/** Whether a name is never searched for: hidden ones, and what package managers fetch. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function walkInto(walk: Walk, relative: string, above: IgnoreRules | null): void {
  const folder = path.join(walk.folder, relative);
  const entries = entriesOf(folder);
  const hasRules = walk.gitignore && entries.some(({ name }) => name === '.gitignore');
  const rules = hasRules ? IgnoreRules.at(folder, relative, above) : above;
  for (const entry of entries) {
    const isFolder = entry.isDirectory();
    if (isPassedOver(entry.name) || !(isFolder || walk.isWanted(entry.name))) continue;
    const below = relative + entry.name + (isFolder ? '/' : '');
    if (rules?.leaveOut(below) === true || walk.leaveOut(below)) continue;
    if (isFolder) walkInto(walk, below, rules);
    else if (entry.isFile()) walk.found.files.push(below);
    else if (entry.isSymbolicLink()) walk.found.links.push(below);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
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
  /** Sorted by code units. */
  readonly files: string[];
  readonly links: string[];
}

interface Walk extends Choice {
  /** Ends in a slash. */
  readonly folder: string;
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  readonly found: Below;
}

/** All wanted files below a folder. Folders that cannot be read are passed over. Nothing is asked of single files. */
export function walkFolder(folder: string, choice: Choice & Pick<Walk, 'gitignore'>): Below {
  const found: Below = { files: [], links: [] };
  walkInto({ ...choice, folder: folder.endsWith('/') ? folder : `${folder}/`, found }, '', null);
  return found;
}

/** Whether a name is never searched for: hidden ones, and what package managers fetch. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function walkInto(walk: Walk, relative: string, above: IgnoreRules | null): void {
  const folder = walk.folder + relative;
  const entries = entriesOf(folder);
  const hasRules = walk.gitignore && entries.some(({ name }) => name === '.gitignore');
  const rules = hasRules ? IgnoreRules.at(folder, relative, above) : above;
  const links = new Set<string>();
  for (const name of namesOf(entries, walk.isWanted, links)) {
    const below = relative + name;
    if (rules?.leaveOut(below) === true || walk.leaveOut(below)) continue;
    if (name.endsWith('/')) walkInto(walk, below, rules);
    else if (links.has(name)) walk.found.links.push(below);
    else walk.found.files.push(below);
  }
}

/**
 * The names of files, folders and links to look at, those of folders with a slash behind them, so that in sorted order
 * the paths of all that they hold are sorted. Adds to `links` those of links.
 */
function namesOf(entries: readonly Dirent[], isWanted: Choice['isWanted'], links: Set<string>): readonly string[] {
  const names: string[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (isPassedOver(name)) continue;
    if (entry.isDirectory()) names.push(`${name}/`);
    else if (!isWanted(name)) continue;
    else if (entry.isFile()) names.push(name);
    else if (entry.isSymbolicLink()) {
      links.add(name);
      names.push(name);
    }
  }
  return inOrder(names) ? names : names.sort();
}

/** Nearly always they are. */
function inOrder(names: readonly string[]): boolean {
  let before = '';
  for (const name of names) {
    if (name < before) return false;
    before = name;
  }
  return true;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

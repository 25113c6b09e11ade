import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { IgnoreRules } from './ignore-rules.js';

/** What to find below a folder. What is relative is so to it, with `/` between names. */
export interface Choice {
  /** Whether a file or link of that name is wanted; asked before `leaveOut`. */
  readonly isWanted: (name: string) => boolean;
  /** Whether a file, or a folder (ending in `/`) with all it holds, is to be left out. */
  readonly leaveOut: (relative: string) => boolean;
}

/** What lies below a folder, by paths that begin with its name. Links are not followed. */
export interface Below {
  /** Sorted by code units. */
  readonly files: string[];
  readonly links: string[];
}

/** What is wanted in a walk; a walk may tell what it meets. */
export interface WalkOptions extends Choice {
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  /** Hears of each folder (relative, ending in a slash; '' for the searched one) before what it holds is asked. */
  readonly onFolder?: (relative: string) => void;
  /** Hears what was found in the folder named last: see `namesIn`. */
  readonly onNames?: (names: FolderNames) => void;
}

/** What a folder holds of what a walk looks at. */
export interface FolderNames {
  /** Of wanted files and links, and of folders, with a slash behind; in the order of the walk. */
  readonly names: readonly string[];
  /** Those of links. */
  readonly links: ReadonlySet<string>;
  readonly hasRules: boolean;
}

interface Walk extends WalkOptions {
  readonly folder: string;
  readonly found: Below;
}

/** All wanted files below a folder, whose name ends in a slash. Folders that cannot be read are passed over. Nothing is asked of single files. */
export function walkFolder(folder: string, options: WalkOptions): Below {
  const found: Below = { files: [], links: [] };
  walkInto({ ...options, folder, found }, '', null);
  return found;
}

/** Whether a name is never searched for: hidden ones, and what package managers fetch. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function walkInto(walk: Walk, relative: string, above: IgnoreRules | null): void {
  const folder = walk.folder + relative;
  walk.onFolder?.(relative);
  const held = namesIn(folder, walk);
  walk.onNames?.(held);
  const rules = walk.gitignore && held.hasRules ? IgnoreRules.at(folder, relative, above) : above;
  for (const name of held.names) {
    const below = relative + name;
    if (rules?.leaveOut(below) === true || walk.leaveOut(below)) continue;
    if (name.endsWith('/')) walkInto(walk, below, rules);
    else if (held.links.has(name)) walk.found.links.push(folder + name);
    else walk.found.files.push(folder + name);
  }
}

/**
 * What a folder holds. The names of folders have a slash behind them, so that in sorted order the paths of all that they
 * hold are sorted.
 */
export function namesIn(folder: string, { isWanted }: Pick<Choice, 'isWanted'>): FolderNames {
  const names: string[] = [];
  const links = new Set<string>();
  let hasRules = false;
  for (const entry of entriesOf(folder)) {
    const { name } = entry;
    hasRules ||= name === '.gitignore';
    if (isPassedOver(name)) continue;
    if (entry.isDirectory()) names.push(`${name}/`);
    else if (!isWanted(name)) continue;
    else if (entry.isFile()) names.push(name);
    else if (entry.isSymbolicLink()) {
      links.add(name);
      names.push(name);
    }
  }
  return { names: inOrder(names) ? names : names.sort(), links, hasRules };
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

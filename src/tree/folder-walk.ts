import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { IgnoreRules } from './ignore-rules.js';

/** What to find below a folder. Paths handed in and out are relative to it, with `/` between names. */
export interface Walk {
  readonly folder: string;
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  /** Whether a file, or a folder (ending in `/`) with all it holds, is to be left out. */
  readonly leaveOut: (relative: string) => boolean;
}

/** All files below a folder, links among them but not followed. Folders that cannot be read are passed over. */
export function walkFolder(walk: Walk): string[] {
  const found: string[] = [];
  walkInto(walk, '', null, found);
  return found;
}

/** Whether a name is never searched for: hidden ones, and what package managers fetch. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function walkInto(walk: Walk, relative: string, above: IgnoreRules | null, found: string[]): void {
  const folder = path.join(walk.folder, relative);
  const rules = walk.gitignore ? IgnoreRules.at(folder, relative, above) : null;
  for (const entry of entriesOf(folder)) {
    if (isPassedOver(entry.name)) continue;
    const below = relative + entry.name + (entry.isDirectory() ? '/' : '');
    if (rules?.leaveOut(below) === true || walk.leaveOut(below)) continue;
    if (entry.isDirectory()) walkInto(walk, below, rules, found);
    else if (entry.isFile() || entry.isSymbolicLink()) found.push(below);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

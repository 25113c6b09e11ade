import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { runFolder, touch, writeWhole } from './cache-folder.js';
import { isSystemError } from './failure.js';
import { stampOf } from './file-stamp.js';
import { namesIn, walkFolder } from './folder-walk.js';
import type { Below, FolderNames, WalkOptions } from './folder-walk.js';
import { packTable, unpackTable } from './packed-table.js';
import type { PackedTable } from './packed-table.js';

const MAGIC = 'vedalia folder 1';
/** For each folder, and then for each file of rules: when it was modified and changed, and its inode. */
const NUMBERS = 3;

/** How many of the names are what: folders, what each of them holds, files of rules, files and links that were found. */
interface Head {
  readonly folders: number;
  readonly rules: number;
  readonly files: number;
  readonly links: number;
}

type Snapshot = PackedTable<Head>;

/** A folder (ending in a slash) and how it is walked. */
interface Task {
  readonly folder: string;
  readonly options: WalkOptions;
}

/**
 * What `walkFolder` gives. Where nothing has changed since an earlier run that is what it gave then: a folder that was not
 * modified holds what it held, so that one look at each folder and at each `.gitignore` does for all their files. `wanted`
 * tells apart what different runs look for.
 */
export function walkAgain(cache: string, folder: string, options: WalkOptions, wanted: unknown): Below {
  const task = { folder: folder.endsWith('/') ? folder : `${folder}/`, options };
  const own = runFolder(cache, [path.resolve(folder), options.gitignore, wanted]);
  const kept = path.join(own, 'names');
  const known = read(kept);
  const names = known?.names.split('\0') ?? [];
  const now = known === null ? null : renewed(known, names, task);
  if (known === null || now === null) return walkAndKeep(kept, task);
  if (now !== known) write(kept, now);
  touch(own);
  const { folders, rules, files, links } = known.head;
  const from = 2 * folders + rules;
  return { files: names.slice(from, from + files), links: names.slice(from + files, from + files + links) };
}

function walkAndKeep(kept: string, { folder, options }: Task): Below {
  const folders: string[] = [];
  const rules: string[] = [];
  const held: string[] = [];
  const numbers: number[] = [];
  const found = walkFolder(folder, {
    ...options,
    onFolder: (relative) => {
      folders.push(relative);
      numbers.push(...(look(folder + relative) ?? []));
    },
    onNames: (names) => {
      held.push(describe(names));
      if (options.gitignore && names.hasRules) rules.push(`${folders.at(-1) ?? ''}.gitignore`);
    },
  });
  numbers.push(...rules.flatMap((relative) => look(folder + relative) ?? []));
  const { files, links } = found;
  const head = { folders: folders.length, rules: rules.length, files: files.length, links: links.length };
  const names = [...folders, ...held, ...rules, ...files, ...links, ''].join('\0');
  // Something is gone already where a number is missing.
  if (numbers.length === NUMBERS * (head.folders + head.rules))
    write(kept, { head, numbers: Float64Array.from(numbers), names });
  return found;
}

/** A snapshot with new times of folders that hold what they held; null when something else is to be found by now. */
function renewed(snapshot: Snapshot, names: readonly string[], { folder, options }: Task): Snapshot | null {
  const { head, numbers } = snapshot;
  const news = new Map<number, readonly number[]>();
  for (let row = 0; row < head.folders + head.rules; row++) {
    const isFolder = row < head.folders;
    const relative = names[isFolder ? row : head.folders + row] ?? '';
    const now = look(folder + relative);
    if (now !== null && now.every((number, index) => number === numbers[row * NUMBERS + index])) continue;
    if (now === null || !isFolder) return null;
    if (describe(namesIn(folder + relative, options)) !== names[head.folders + row]) return null;
    news.set(row, now);
  }
  if (news.size === 0) return snapshot;
  const renewed = Float64Array.from(numbers);
  for (const [row, now] of news) renewed.set(now, row * NUMBERS);
  return { ...snapshot, numbers: renewed };
}

/** Null when nothing is there. */
function look(place: string): readonly number[] | null {
  const about = statSync(place, { throwIfNoEntry: false });
  if (about === undefined) return null;
  const { modified, changed, inode } = stampOf(about, Date.now());
  return [modified, changed, inode];
}

/** As one text, in which links are marked by a slash in front. */
function describe({ names, links, hasRules }: FolderNames): string {
  return [hasRules ? '.gitignore' : '', ...names.map((name) => (links.has(name) ? `/${name}` : name))].join('\n');
}

function read(kept: string): Snapshot | null {
  try {
    return unpackTable(MAGIC, readFileSync(kept)) as Snapshot | null;
  } catch {
    return null;
  }
}

/** Without a folder to write to the next run walks again. */
function write(kept: string, snapshot: Snapshot): void {
  try {
    mkdirSync(path.dirname(kept), { recursive: true });
    writeWhole(kept, packTable(MAGIC, snapshot));
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { runFolder, touch, writeWhole } from './cache-folder.js';
import { isSystemError } from './failure.js';
import { stampOf } from './file-stamp.js';
import { namesIn, walkFolder } from './folder-walk.js';
import type { Below, FolderNames, WalkOptions } from './folder-walk.js';
import { nameList } from './list-names.js';
import { openTable, packTable } from './packed-table.js';
import type { OpenTable, PackedTable } from './packed-table.js';

const MAGIC = 'vedalia folder 6';
/** For each folder, and then for each file of rules: when it was modified and changed, and its inode. */
const NUMBERS = 3;
const [NAMES, HELD] = [0, 1];

/** How many of the names are what: folders, files of rules, files and links that were found. */
interface Head {
  readonly folders: number;
  readonly rules: number;
  readonly files: number;
  readonly links: number;
  /** The name of the list of files. */
  readonly list: string;
}

/** Its texts: the names, and, hardly ever wanted, what each of the folders holds; each with a zero byte behind. */
type Snapshot = OpenTable<Head>;

/**
 * What `walkFolder` gives. Where nothing has changed since an earlier run that is what it gave then: a folder that was not
 * modified holds what it held, so that one look at each folder and at each `.gitignore` does for all their files. `wanted`
 * tells apart what different runs look for.
 */
export function walkAgain(cache: string, folder: string, options: WalkOptions, wanted: unknown): Below {
  const own = runFolder(cache, [path.resolve(folder), folder, options.gitignore, wanted]);
  const kept = path.join(own, 'names');
  const known = openTable(MAGIC, kept) as Snapshot | null;
  const same = known === null ? null : foundAgain(kept, known, options);
  known?.close();
  return same ?? walkAndKeep(kept, folder, options);
}

/** What a snapshot tells of; null when something else is to be found by now. */
function foundAgain(kept: string, known: Snapshot, options: WalkOptions): Below | null {
  const { head, numbers } = known;
  const names = known.text(NAMES).split('\0');
  const renewed = renewedNumbers(known, names, options);
  if (renewed === null) return null;
  if (renewed !== numbers) {
    const texts = [known.text(NAMES), known.text(HELD)];
    known.close();
    write(kept, { head, numbers: renewed, texts });
  }
  touch(path.dirname(kept));
  const start = head.folders + head.rules;
  const files = names.slice(start, start + head.files);
  nameList(files, head.list);
  return { files, links: names.slice(start + head.files, start + head.files + head.links) };
}

function walkAndKeep(kept: string, folder: string, options: WalkOptions): Below {
  const folders: string[] = [];
  const rules: string[] = [];
  const held: string[] = [];
  const numbers: number[] = [];
  const below = walkFolder(folder, {
    ...options,
    onFolder: (relative) => {
      folders.push(folder + relative);
      numbers.push(...look(folder + relative));
    },
    onNames: (names) => {
      held.push(describe(names));
      if (options.gitignore && names.hasRules) rules.push(`${folders.at(-1) ?? ''}.gitignore`);
    },
  });
  numbers.push(...rules.flatMap(look));
  const { files, links } = below;
  const texts = [[...folders, ...rules, ...files, ...links], held].map((names) => [...names, ''].join('\0'));
  const counts = { folders: folders.length, rules: rules.length, files: files.length, links: links.length };
  const list = randomBytes(16).toString('hex');
  // Something is gone already where a number is missing.
  if (numbers.length === NUMBERS * (folders.length + rules.length))
    write(kept, { head: { ...counts, list }, numbers: Float64Array.from(numbers), texts });
  nameList(files, list);
  return below;
}

/**
 * The numbers of a snapshot, with new times of folders that hold what they held; null when something else is to be found by
 * now.
 */
function renewedNumbers(known: Snapshot, names: readonly string[], options: WalkOptions): Float64Array | null {
  const { head, numbers } = known;
  const news = new Map<number, readonly number[]>();
  const now = Date.now();
  let held: readonly string[] | null = null;
  for (let row = 0; row < head.folders + head.rules; row++) {
    const place = names[row] ?? '';
    const about = statSync(place, { throwIfNoEntry: false });
    if (about === undefined) return null;
    if (looksSame(about, numbers, row * NUMBERS)) continue;
    if (row >= head.folders) return null;
    held ??= known.text(HELD).split('\0');
    if (describe(namesIn(place, options)) !== held[row]) return null;
    news.set(row, numbersOf(about, now));
  }
  if (news.size === 0) return numbers;
  const renewed = Float64Array.from(numbers);
  for (const [row, numbers] of news) renewed.set(numbers, row * NUMBERS);
  return renewed;
}

/** Whether the numbers from `at` on are those of what was looked at. Those that were not to be trusted are equal to none. */
function looksSame({ mtimeMs, ctimeMs, ino }: Stats, numbers: Float64Array, at: number): boolean {
  return numbers[at] === mtimeMs && numbers[at + 1] === ctimeMs && numbers[at + 2] === ino;
}

function numbersOf(about: Stats, now: number): readonly number[] {
  const { modified, changed, inode } = stampOf(about, now);
  return [modified, changed, inode];
}

/** None when nothing is there. */
function look(place: string): readonly number[] {
  const about = statSync(place, { throwIfNoEntry: false });
  return about === undefined ? [] : numbersOf(about, Date.now());
}

/** As one text, in which links are marked by a slash in front. */
function describe({ names, links, hasRules }: FolderNames): string {
  return [hasRules ? '.gitignore' : '', ...names.map((name) => (links.has(name) ? `/${name}` : name))].join('\n');
}

/** Without a folder to write to the next run walks again. */
function write(kept: string, snapshot: PackedTable<Head>): void {
  try {
    mkdirSync(path.dirname(kept), { recursive: true });
    writeWhole(kept, packTable(MAGIC, snapshot));
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

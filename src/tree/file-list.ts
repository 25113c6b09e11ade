import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { lowerBound } from '../text/index.js';
import { walkAgain } from './folder-snapshot.js';
import { isPassedOver, walkFolder } from './folder-walk.js';
import type { Below, Choice } from './folder-walk.js';
import { gitFiles } from './git.js';
import { excluder } from './ignore-rules.js';
import { nameList, nameOfList } from './list-names.js';

/** How `listFiles` chooses among the files of folders and globs. Files named one by one are always taken. */
export interface ListOptions {
  /** Files and folders to leave out, in the way of `.gitignore`, as seen from the folder that is searched. */
  readonly exclude?: readonly string[];
  /** Endings of the files to take from folders, with the dot; default `.c` and `.h`. */
  readonly extensions?: readonly string[];
  /** Take files that git ignores, too. */
  readonly ignored?: boolean;
  /** The folder of a cache: what folders hold is kept there, for the next run to look only at what has changed. */
  readonly cache?: string;
}

/** Files to work on, and the paths that led to none because they do not exist. */
export interface FileList {
  /** Sorted by code units, each file once. Those of a folder begin with its name as given, but for slashes at its end. */
  readonly files: readonly string[];
  readonly missing: readonly string[];
  /** Folders of which git ignores every wanted file: these files were taken nonetheless. Absent where there are none. */
  readonly overruled?: readonly string[];
}

/** A file as it is spelled, and where it lies when all links are followed. */
interface Found {
  readonly file: string;
  readonly real: string;
}

/** What a path stands for: files below a folder, and files that links lead to. */
interface Part {
  /** The folder with a slash behind it, as it is spelled, and where it lies. */
  readonly folder: string;
  readonly root: string;
  /** As they are spelled; sorted. */
  readonly files: readonly string[];
  readonly others: readonly Found[];
  readonly overrules?: boolean;
}

const C_FILES = ['.c', '.h'] as const;

/**
 * Finds the files that paths stand for: a file is itself, a folder all C files below it, anything else a glob. In a work
 * tree git tells what a folder holds, elsewhere `.gitignore` files count, unless nothing would be left of a folder that was
 * named. No file comes twice, whatever links there are.
 */
export async function listFiles(paths: readonly string[], options: ListOptions = {}): Promise<FileList> {
  const parts: Part[] = [];
  const missing: string[] = [];
  for (const each of paths) {
    const part = await partOf(each, options);
    if (part === null) missing.push(each);
    else parts.push(part);
  }
  const overruled = parts.filter(({ overrules }) => overrules === true).map(({ folder }) => folder);
  return { files: together(parts), missing, ...(overruled.length === 0 ? {} : { overruled }) };
}

/** Sorts, and leaves out what was found before. */
function together(parts: readonly Part[]): readonly string[] {
  const [first, ...further] = parts;
  if (first !== undefined && further.every(({ files }) => files.length === 0)) {
    return within(first, [...first.others, ...further.flatMap(({ others }) => others)]);
  }
  const spelled = new Map<string, string>();
  for (const { folder, root, files, others } of parts) {
    for (const file of files) keepFirst(spelled, path.normalize(root + file.slice(folder.length)), file);
    for (const { file, real } of others) keepFirst(spelled, real, file);
  }
  return [...spelled.values()].sort(byCodeUnits);
}

/** The files below one folder differ and are sorted; only other files, as links lead to, may be among them. */
function within({ folder, root, files }: Part, others: readonly Found[]): readonly string[] {
  if (others.length === 0) return files;
  const all = [...files];
  const found = new Set<string>();
  for (const { file, real } of others) {
    const below = real.startsWith(root) ? folder + real.slice(root.length).split(path.sep).join('/') : '';
    if (files[placeIn(files, below)] === below || found.has(real)) continue;
    found.add(real);
    all.splice(placeIn(all, file), 0, file);
  }
  const name = nameOfList(files);
  if (name !== null) nameList(all, JSON.stringify([name, others]));
  return all;
}

/** Where a name stands in a sorted list, or would stand. */
function placeIn(sorted: readonly string[], name: string): number {
  return lowerBound((index) => (sorted[index] ?? '') < name, sorted.length);
}

function keepFirst<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}

async function partOf(each: string, options: ListOptions): Promise<Part | null> {
  const none = { folder: '', root: '', files: [] };
  if (existsSync(each)) {
    if (statSync(each).isDirectory()) return filesBelow(each, realpathSync(each), options);
    return { ...none, others: [{ file: each, real: realpathSync(each) }] };
  }
  const others = await search(each, options);
  return others === null ? null : { ...none, others };
}

/** The wanted files below a folder; a link stands for what it leads to, when that lies below the folder as well. */
function filesBelow(spelled: string, real: string, options: ListOptions): Part {
  const folder = `${spelled.replace(/\/+$/, '')}/`;
  const { files, links } = wantedBelow(folder, options);
  if (files.length + links.length === 0 && options.ignored !== true) {
    const part = filesBelow(spelled, real, { ...options, ignored: true });
    return { ...part, overrules: part.files.length + part.others.length > 0 };
  }
  return {
    folder,
    root: real + path.sep,
    files,
    others: links.flatMap((link) => followed(link, real)),
  };
}

function followed(file: string, root: string): Found[] {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
  const real = realpathSync(file);
  return real.startsWith(root + path.sep) ? [{ file, real }] : [];
}

/** Files and links with the right ending below a folder, whose name ends in a slash. */
function wantedBelow(folder: string, options: ListOptions): Below {
  const endings = options.extensions ?? C_FILES;
  const leaveOut = excluder(options.exclude ?? []);
  return foundBelow(folder, options, { isWanted: (name) => endings.some((ending) => name.endsWith(ending)), leaveOut });
}

function foundBelow(folder: string, options: ListOptions, choice: Choice): Below {
  const byGit = options.ignored === true ? null : gitFiles(folder);
  if (byGit === null) return walked(folder, options, choice);
  const { isWanted, leaveOut } = choice;
  const own = byGit.files.filter(
    (relative) => isWanted(relative) && !relative.split('/').some(isPassedOver) && !leaveOut(relative),
  );
  const found = byType(folder, own);
  const nested = byGit.repositories.filter(
    (relative) => !relative.split('/').some(isPassedOver) && !leaveOut(`${relative}/`),
  );
  for (const relative of nested) {
    const within = { isWanted, leaveOut: (below: string) => leaveOut(`${relative}/${below}`) };
    const { files, links } = foundBelow(`${folder}${relative}/`, { ignored: options.ignored === true }, within);
    for (const file of files) found.files.push(file);
    for (const link of links) found.links.push(link);
  }
  found.files.sort(byCodeUnits);
  return found;
}

function walked(folder: string, { cache, ignored, exclude, extensions }: ListOptions, choice: Choice): Below {
  const walk = { ...choice, gitignore: ignored !== true };
  return cache === undefined ? walkFolder(folder, walk) : walkAgain(cache, folder, walk, [exclude, extensions]);
}

/** What git lists may be gone, and may be something else by now. */
function byType(folder: string, names: readonly string[]): Below {
  const found: Below = { files: [], links: [] };
  for (const relative of names) {
    const file = folder + relative;
    const about = lstatSync(file, { throwIfNoEntry: false });
    if (about?.isFile() === true) found.files.push(file);
    else if (about?.isSymbolicLink() === true) found.links.push(file);
  }
  return found;
}

/** Null when the pattern is none. The package is loaded only here, as globs are rare. */
async function search(pattern: string, options: ListOptions): Promise<readonly Found[] | null> {
  const { default: glob } = await import('fast-glob');
  if (!glob.isDynamicPattern(pattern)) return null;
  const ignore = ['**/.git/**', '**/node_modules/**', ...(options.exclude ?? []).flatMap(withContents)];
  const found = await glob(pattern, { ignore, followSymbolicLinks: false, suppressErrors: true });
  return found.filter((file) => !lstatSync(file).isSymbolicLink()).map((file) => ({ file, real: realpathSync(file) }));
}

/** A folder is left out with all that it holds, and a plain name wherever it stands. */
function withContents(pattern: string): string[] {
  const bare = pattern.replace(/\/+$/, '');
  const anywhere = bare.includes('/') ? bare : `**/${bare}`;
  return [anywhere, `${anywhere}/**`];
}

function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';
import { isPassedOver, walkFolder } from './folder-walk.js';
import { gitFiles } from './git.js';
import { excluder } from './ignore-rules.js';

/** How `listFiles` chooses among the files of folders and globs. Files named one by one are always taken. */
export interface ListOptions {
  /** Files and folders to leave out, in the way of `.gitignore`, as seen from the folder that is searched. */
  readonly exclude?: readonly string[];
  /** Endings of the files to take from folders, with the dot; default `.c` and `.h`. */
  readonly extensions?: readonly string[];
  /** Take files that git ignores, too. */
  readonly ignored?: boolean;
}

/** Files to work on, and the paths that led to none because they do not exist. */
export interface FileList {
  /** Sorted by code units, each file once. Those of a folder begin with its name as given, but for slashes at its end. */
  readonly files: readonly string[];
  readonly missing: readonly string[];
}

/** A file as it is spelled, and where it lies when all links are followed. */
interface Found {
  readonly file: string;
  readonly real: string;
}

const C_FILES = ['.c', '.h'] as const;

/**
 * Finds the files that paths stand for: a file is itself, a folder all C files below it, anything else a glob. In a work
 * tree git tells what a folder holds, elsewhere `.gitignore` files count. No file comes twice, whatever links there are.
 */
export async function listFiles(paths: readonly string[], options: ListOptions = {}): Promise<FileList> {
  const spelled = new Map<string, string>();
  const missing: string[] = [];
  for (const each of paths) {
    const found = await filesOf(each, options);
    if (found === null) missing.push(each);
    else for (const { file, real } of found) if (!spelled.has(real)) spelled.set(real, file);
  }
  return { files: [...spelled.values()].sort(byCodeUnits), missing };
}

async function filesOf(each: string, options: ListOptions): Promise<readonly Found[] | null> {
  if (!existsSync(each)) return glob.isDynamicPattern(each) ? await search(each, options) : null;
  if (!statSync(each).isDirectory()) return [{ file: each, real: realpathSync(each) }];
  return filesBelow(each, realpathSync(each), options);
}

/** The wanted files below a folder; a link stands for what it leads to, when that lies below the folder as well. */
function filesBelow(folder: string, root: string, options: ListOptions): Found[] {
  const files: Found[] = [];
  const links: Found[] = [];
  for (const relative of wantedBelow(folder, options)) {
    const file = `${folder.replace(/\/+$/, '')}/${relative}`;
    const about = lstatSync(file, { throwIfNoEntry: false });
    if (about?.isFile() === true) files.push({ file, real: `${root}${path.sep}${path.normalize(relative)}` });
    else if (about?.isSymbolicLink() === true) links.push(...followed(file, root));
  }
  return [...files, ...links];
}

function followed(file: string, root: string): Found[] {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
  const real = realpathSync(file);
  return real.startsWith(root + path.sep) ? [{ file, real }] : [];
}

/** Paths of files with the right ending, relative to the folder. */
function wantedBelow(folder: string, options: ListOptions): string[] {
  const endings = options.extensions ?? C_FILES;
  const leaveOut = excluder(options.exclude ?? []);
  return namesBelow(folder, options, leaveOut).filter((relative) =>
    endings.some((ending) => relative.endsWith(ending)),
  );
}

function namesBelow(folder: string, options: ListOptions, leaveOut: (relative: string) => boolean): string[] {
  const byGit = options.ignored === true ? null : gitFiles(folder);
  if (byGit === null) return walkFolder({ folder, gitignore: options.ignored !== true, leaveOut });
  const own = byGit.files.filter((relative) => !relative.split('/').some(isPassedOver) && !leaveOut(relative));
  const further = byGit.repositories
    .filter((relative) => !relative.split('/').some(isPassedOver) && !leaveOut(`${relative}/`))
    .flatMap((relative) =>
      namesBelow(path.join(folder, relative), options, (below) => leaveOut(`${relative}/${below}`)).map(
        (below) => `${relative}/${below}`,
      ),
    );
  return [...own, ...further];
}

async function search(pattern: string, options: ListOptions): Promise<readonly Found[]> {
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

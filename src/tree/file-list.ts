import { existsSync, lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';

/** How `listFiles` chooses among the files of folders and globs. Files named one by one are always taken. */
export interface ListOptions {
  /** Glob patterns of files and folders to leave out, as seen from the folder that is searched. */
  readonly exclude?: readonly string[];
  /** Endings of the files to take from folders, with the dot; default `.c` and `.h`. */
  readonly extensions?: readonly string[];
}

/** Files to work on, and the paths that led to none because they do not exist. */
export interface FileList {
  /** Sorted by code units, each once. Spelled as the path they were found under was spelled. */
  readonly files: readonly string[];
  readonly missing: readonly string[];
}

const C_FILES = ['.c', '.h'] as const;

/** Finds the files that paths stand for: a file is itself, a folder all C files below it, anything else a glob. */
export async function listFiles(paths: readonly string[], options: ListOptions = {}): Promise<FileList> {
  const files = new Set<string>();
  const missing: string[] = [];
  for (const each of paths) {
    const found = await filesOf(each, options);
    if (found === null) missing.push(each);
    else for (const file of found) files.add(file);
  }
  return { files: [...files].sort(byCodeUnits), missing };
}

async function filesOf(each: string, options: ListOptions): Promise<readonly string[] | null> {
  if (!existsSync(each)) return glob.isDynamicPattern(each) ? await search(each, '.', options) : null;
  if (!statSync(each).isDirectory()) return [each];
  const endings = options.extensions ?? C_FILES;
  const found = await search('**/*', each, options);
  return found.filter((file) => endings.some((ending) => file.endsWith(ending)));
}

/** Links inside a folder are not followed: a link to a folder above would never end, and a file would be edited twice. */
async function search(pattern: string, folder: string, options: ListOptions): Promise<readonly string[]> {
  const ignore = ['**/.git/**', '**/node_modules/**', ...(options.exclude ?? []).flatMap(withContents)];
  const found = await glob(pattern, { cwd: folder, ignore, followSymbolicLinks: false, suppressErrors: true });
  const files = folder === '.' ? found : found.map((file) => path.join(folder, file));
  return files.filter((file) => !lstatSync(file).isSymbolicLink());
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

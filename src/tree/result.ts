import type { FileResult, RunEnd } from '../engine/index.js';
import type { Diagnostic } from '../text/index.js';
import type { FileStamp } from './file-stamp.js';

/** What patching a file gave, with the text it had before ('' when it could not be read). */
export interface TreeResult extends FileResult {
  readonly before: string;
  /** The headers that were looked for to learn types, found or not, as they were then. */
  readonly headers?: readonly SeenHeader[];
}

/** A path where a header was looked for, and how it was found; null: it was not there. */
export interface SeenHeader {
  readonly path: string;
  readonly stamp: FileStamp | null;
}

/** Which headers are read to learn types from; none is patched for it. */
export interface IncludeOptions {
  /**
   * The include lines that are followed: those in quotes, all, or those of headers as well. Default: `local` for patches
   * that name types of expressions, `none` for others.
   */
  readonly follow?: 'none' | 'local' | 'all' | 'recursive';
  /** Folders to look in, in this order. */
  readonly folders?: readonly string[];
  /** Headers that every file is taken to include at its end. */
  readonly files?: readonly string[];
}

/** Where a run keeps results for the next one. */
export interface CacheOptions {
  readonly folder: string;
  /** The version of the program: results of another one are not used. */
  readonly version: string;
  /** Characters of texts and known results that may wait in memory at most; those beyond are read a second time. */
  readonly mostWaiting?: number;
  /** Called before a look is taken at all files, at which nearly nothing is kept; and what it gives, when that is done. */
  readonly onLook?: () => () => void;
}

/** Hears what files come to, in the order of the list whatever the number of threads, and of one at a time. */
export interface RunListener {
  readonly onResult: (result: TreeResult) => void;
  /** A file was passed over, as it lacks the required words. */
  readonly onPassedOver?: (file: string) => void;
}

/** How files are worked on. Plain data: survives structured clone. */
export interface WorkOptions {
  /** Threads to use at most; default: as many as there are cores. */
  readonly jobs?: number;
  /** Look at every file, also at those that lack the required words. */
  readonly everyFile?: boolean;
  /** Leave out the passes that scripts ask for; a warning tells of them. */
  readonly onePass?: boolean;
  /**
   * Seconds after which a file is given up. Even one file runs in a thread of its own then, which can be given up with it; but
   * where scripts keep what they know, work in this thread ends where it asks for the time.
   */
  readonly timeoutSeconds?: number;
  /** The parser to use: see `initParser`. */
  readonly parser?: 'native' | 'wasm';
  readonly includes?: IncludeOptions;
}

/** How `runFiles` works. */
export interface RunOptions extends WorkOptions {
  /** Keep results from run to run. */
  readonly cache?: CacheOptions;
}

/** What a run came to, in numbers of files, and what scripts said when all of them were done. */
export interface RunSummary extends RunEnd {
  readonly files: number;
  /** Files that held the required words and were looked at. */
  readonly looked: number;
}

/** The result of a file that nothing was done to, with what went wrong. */
export function untouched(path: string, diagnostics: readonly Diagnostic[] = []): FileResult {
  const nothing = { output: null, edits: [], starredLines: [], findings: [], printed: '', matches: {}, states: [] };
  return { path, diagnostics, ...nothing };
}

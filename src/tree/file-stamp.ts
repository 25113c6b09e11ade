import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';

/** What a file looked like when it was read: enough to see, without reading it, that it is the same still. */
export interface FileStamp {
  readonly size: number;
  /** Milliseconds; NaN in a stamp that is not to be trusted, which is equal to none. */
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
}

/** A file as it was found before anything read it. */
export interface Sighting {
  readonly file: string;
  readonly stamp: FileStamp;
}

/**
 * Files changed less than this many milliseconds before they are looked at may change again without getting another
 * time: their stamp is not trusted in the next run, only their content.
 */
const RACY = 2000;

/** The stamp of a file that is looked at at a time in milliseconds. */
export function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats, now: number): FileStamp {
  const isSettled = Math.max(mtimeMs, ctimeMs) < now - RACY;
  return { size, modified: isSettled ? mtimeMs : Number.NaN, changed: ctimeMs, inode: ino };
}

/** Looks at a file without reading it, at a time in milliseconds; null when it is not there. */
export function see(file: string, now: number = Date.now()): Sighting | null {
  const about = statSync(file, { throwIfNoEntry: false });
  return about === undefined ? null : { file, stamp: stampOf(about, now) };
}

/** NaN is equal to nothing: a stamp that is not trusted never matches. */
export function sameStamp(left: FileStamp, right: FileStamp): boolean {
  return (
    left.size === right.size &&
    left.modified === right.modified &&
    left.changed === right.changed &&
    left.inode === right.inode
  );
}

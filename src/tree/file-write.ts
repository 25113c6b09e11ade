import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../text/index.js';
import { changedDiagnostic, fileDiagnostic, isSystemError, reason } from './failure.js';
import { FileLock } from './file-lock.js';

/** A new text for a file, in place of the one that it was made from (both Latin-1, as `readSource` gives them). */
export interface Replacement {
  readonly before: string;
  readonly after: string;
  /** Ending of the name under which the old text is kept beside the file. */
  readonly backupSuffix?: string;
}

/**
 * Replaces the content of a file as `writeFileAtomically` does, but only while it is what the new text was made from, and
 * while no other run is about to replace it. Null when that went well, else what went wrong; then the file is as it was.
 */
export function replaceFile(file: string, replacement: Replacement): Diagnostic | null {
  try {
    const target = realpathSync(file);
    const temporary = temporaryFor(target);
    const lock = FileLock.take(target, temporary);
    if (lock === null) return fileDiagnostic(file, 'file-busy', 'another run is writing this file; it is left to that');
    try {
      return replaceLocked(file, target, replacement, temporary);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return fileDiagnostic(file, 'file-unwritable', `the file cannot be written: ${reason(error)}`);
  }
}

function replaceLocked(file: string, target: string, replacement: Replacement, temporary: string): Diagnostic | null {
  const { before, after, backupSuffix } = replacement;
  const put = preparedFile(target, after, modeOf(target), temporary);
  try {
    if (readFileSync(target, 'latin1') !== before) return changedDiagnostic(file);
    if (backupSuffix !== undefined) writeFileAtomically(target + backupSuffix, before, modeOf(target));
    put.rename();
    return null;
  } finally {
    put.remove();
  }
}

/**
 * Puts a text (Latin-1, as `readSource` gave it) in place of a file's content, or makes the file: first written and
 * flushed under another name in the same folder, then renamed, so that a reader or a crash sees the old or the new
 * content but never half of one. Keeps the mode of the file, unless one is given; writes through a symbolic link. Throws
 * as `node:fs` does.
 */
export function writeFileAtomically(file: string, text: string, mode?: number | null): void {
  const target = throughLinks(file);
  const put = preparedFile(target, text, mode ?? modeOf(target), temporaryFor(target));
  try {
    put.rename();
  } finally {
    put.remove();
  }
}

/** A written and flushed file that is still to be put in its place; `remove` after `rename` does nothing. */
interface PreparedFile {
  rename(): void;
  remove(): void;
}

function preparedFile(target: string, text: string, mode: number | null, temporary: string): PreparedFile {
  let there = true;
  const remove = (): void => {
    if (there) rmSync(temporary, { force: true });
  };
  try {
    writeFlushed(temporary, Buffer.from(text, 'latin1'), mode);
  } catch (error) {
    remove();
    throw error;
  }
  const rename = (): void => {
    renameSync(temporary, target);
    there = false;
    flushFolder(path.dirname(target));
  };
  return { rename, remove };
}

function writeFlushed(file: string, bytes: Buffer, mode: number | null): void {
  const descriptor = openSync(file, 'wx');
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    if (mode !== null) fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a rename last through a crash of the machine, where the system can do that. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EINVAL') throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** In the same folder, as only within a file system a rename is one step. */
function temporaryFor(target: string): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}`);
}

/** The permission bits of a file, or null when there is none yet: then the process's umask decides. */
function modeOf(file: string): number | null {
  const about = statSync(file, { throwIfNoEntry: false });
  return about === undefined ? null : about.mode & 0o7777;
}

function throughLinks(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? file : realpathSync(file);
}

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
import { SourceText } from '../text/index.js';

/**
 * Reads a file as Latin-1: every byte is one character of the same number, so offsets are byte offsets, and writing the
 * text back as Latin-1 gives the same bytes whatever the encoding of the file.
 */
export function readSource(file: string): SourceText {
  return new SourceText(file, readFileSync(file, 'latin1'));
}

/**
 * Puts a text (Latin-1, as `readSource` gave it) in place of a file's content, or makes the file: first written and
 * flushed under another name in the same folder, then renamed, so that a reader or a crash sees the old or the new
 * content but never half of one. Keeps the mode of the file; writes through a symbolic link. Throws as `node:fs` does.
 */
export function writeFileAtomically(file: string, text: string): void {
  const target = throughLinks(file);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}`);
  try {
    writeFlushed(temporary, Buffer.from(text, 'latin1'), modeOf(target));
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
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

/** The permission bits of a file, or null when there is none yet: then the process's umask decides. */
function modeOf(file: string): number | null {
  const about = statSync(file, { throwIfNoEntry: false });
  return about === undefined ? null : about.mode & 0o7777;
}

function throughLinks(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? file : realpathSync(file);
}

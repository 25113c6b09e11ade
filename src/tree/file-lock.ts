import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { isSystemError } from './failure.js';

/** Seconds after which a lock is taken for one left behind whose owner cannot be asked for, as it lives elsewhere. */
const STALE_SECONDS = 60;

/** Who holds a lock. */
interface Owner {
  readonly pid: number;
  /** When the process started, as the system counts, so that another of the same number is not taken for it; '' unknown. */
  readonly start: string;
  /** Where the number means something: the machine, and on Linux the space of process numbers. */
  readonly place: string;
  /** The file that it writes before it puts it in the place of the locked one. */
  readonly temporary: string;
}

/** A lock on a file: a file beside it that names its owner. The lock of a process that is dead is taken over. */
export class FileLock {
  readonly #path: string;

  private constructor(lock: string) {
    this.#path = lock;
  }

  /** Null while another process holds the lock. `temporary` is removed by the next run when this one is killed. */
  static take(target: string, temporary: string): FileLock | null {
    const lock = path.join(path.dirname(target), `.${path.basename(target)}.vedalia-lock`);
    const taken = create(lock, temporary) || (removeDead(lock) && create(lock, temporary));
    return taken ? new FileLock(lock) : null;
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }
}

/** False when the lock is there already. */
function create(lock: string, temporary: string): boolean {
  const owner: Owner = { pid: process.pid, start: startOf(process.pid) ?? '', place: placeHere(), temporary };
  try {
    const descriptor = openSync(lock, 'wx');
    writeSync(descriptor, JSON.stringify(owner));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Removes a lock whose owner is dead, with what that has left behind. It is moved away first: of several runs that find
 * it dead one gets hold of it, and one that gets hold of a newer lock instead puts it back.
 */
function removeDead(lock: string): boolean {
  if (!isDead(lock)) return false;
  const moved = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lock, moved);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return true;
    throw error;
  }
  const dead = isDead(moved);
  if (dead) removeTemporary(moved);
  else putBack(moved, lock);
  rmSync(moved, { force: true });
  return dead;
}

function putBack(moved: string, lock: string): void {
  try {
    linkSync(moved, lock);
  } catch {
    // Another run holds a lock by now; the comparison before the rename keeps the two apart.
  }
}

function removeTemporary(lock: string): void {
  const name = path.basename(ownerOf(lock)?.temporary ?? '');
  if (name.startsWith('.')) rmSync(path.join(path.dirname(lock), name), { force: true });
}

function isDead(lock: string): boolean {
  const owner = ownerOf(lock);
  if (owner?.place === placeHere()) return startOf(owner.pid) !== owner.start;
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age > STALE_SECONDS * 1000;
}

/** Null when the file is gone or not written yet. */
function ownerOf(lock: string): Owner | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

/** When a process started; '' where the system does not tell, null when there is no such process. */
function startOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EPERM') return null;
  }
  try {
    const about = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    // The name of the program, in parentheses, may hold anything; behind it the start is the 20th word.
    return about.slice(about.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function placeHere(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

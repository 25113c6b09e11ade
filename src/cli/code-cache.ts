import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Folders of other builds go when nothing was written into them for this many milliseconds. */
const OUTDATED = 30 * 86_400_000;
/** In front of the code stands how many milliseconds the run took that it comes from, as a double. */
const HEAD = 8;
/** A run that took so many times as long as the one the code comes from has translated more: its code is kept instead ... */
const LONGER = 4;
/** ... until the code comes from a run of that many milliseconds. */
const LONG_ENOUGH = 1500;

/** What V8 made of the text of a script in an earlier run. */
export interface KeptCode {
  readonly bytes: Buffer;
  /** How long that run took, in milliseconds. */
  readonly milliseconds: number;
}

/**
 * Keeps what V8 has made of scripts, from run to run in a folder for one build under one version of node. It lies among
 * the user's own files, as what is read is run. Nothing here throws: without a folder to write to everything works, slower.
 */
export class CodeCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(name: string): KeptCode | null {
    try {
      const whole = readFileSync(path.join(this.#folder, name));
      return { bytes: whole.subarray(HEAD), milliseconds: whole.readDoubleLE(0) };
    } catch {
      return null;
    }
  }

  /** Whether code of a run that took so long should be kept, where there was other code at its start. */
  static isBetter(milliseconds: number, than: KeptCode | null): boolean {
    if (than === null) return true;
    return than.milliseconds < LONG_ENOUGH && milliseconds > than.milliseconds * LONGER;
  }

  write(name: string, { bytes, milliseconds }: KeptCode): void {
    const head = Buffer.alloc(HEAD);
    head.writeDoubleLE(milliseconds);
    const file = path.join(this.#folder, name);
    // Loaded only here: most runs find the code of the run before.
    const { randomBytes } = process.getBuiltinModule('node:crypto');
    const temporary = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      this.#makeFolder();
    } catch {
      return;
    }
    try {
      writeFileSync(temporary, Buffer.concat([head, bytes]));
      renameSync(temporary, file);
    } catch {
      rmSync(temporary, { force: true });
    }
  }

  #makeFolder(): void {
    if (mkdirSync(this.#folder, { recursive: true, mode: 0o700 }) === undefined) return;
    const all = path.dirname(this.#folder);
    for (const name of readdirSync(all)) {
      const other = path.join(all, name);
      if (Date.now() - statSync(other).mtimeMs > OUTDATED) rmSync(other, { recursive: true, force: true });
    }
  }
}

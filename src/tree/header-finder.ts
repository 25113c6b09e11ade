import path from 'node:path';
import type { HeaderDoor, Includer, IncludeName } from '../engine/index.js';
import type { SemanticPatch } from '../smpl/index.js';
import type { SourceText } from '../text/index.js';
import { sameStamp, see } from './file-stamp.js';
import type { FileStamp } from './file-stamp.js';
import type { IncludeOptions, SeenHeader } from './result.js';
import { readSource } from './source-file.js';

/** Characters of headers that a thread keeps: what was used longest ago goes first. */
const MOST_KEPT = 1 << 24;

interface KeptHeader {
  readonly source: SourceText;
  readonly stamp: FileStamp;
}

/** Finds and reads the headers of files, and remembers where it looked. One for each thread. */
export class HeaderFinder {
  readonly #options: IncludeOptions;
  /** In the order of their last use. */
  readonly #kept = new Map<string, KeptHeader>();
  readonly #seen = new Map<string, FileStamp | null>();
  #size = 0;

  constructor(options: IncludeOptions) {
    this.#options = options;
  }

  /** The door to the headers that a patch is to know; null when it is to know none. */
  doorFor(patch: SemanticPatch): HeaderDoor | null {
    const { follow = namesTypes(patch) ? 'local' : 'none', files = [] } = this.#options;
    if (follow === 'none' && files.length === 0) return null;
    return (from, names) => {
      const asked = from.isHeader && follow !== 'recursive' ? [] : names;
      const candidates = asked.map((name) => this.#candidates(from, name, follow));
      const further = from.isHeader ? [] : files.map((file) => [file]);
      return [...candidates, ...further].map((some) => this.#first(some)).filter((source) => source !== null);
    };
  }

  /** Where headers were looked for since this was asked last. */
  takeSeen(): readonly SeenHeader[] {
    const seen = [...this.#seen].map(([path, stamp]) => ({ path, stamp }));
    this.#seen.clear();
    return seen;
  }

  #candidates(from: Includer, { name, angled }: IncludeName, follow: IncludeOptions['follow']): string[] {
    if (follow === 'none') return [];
    const { folders = [] } = this.#options;
    const beside = angled ? [] : [path.join(path.dirname(from.path), name)];
    const isOwn = angled && path.parse(name).name === path.parse(from.path).name;
    return follow !== 'local' || isOwn ? [...beside, ...folders.map((folder) => path.join(folder, name))] : beside;
  }

  #first(candidates: readonly string[]): SourceText | null {
    for (const candidate of candidates) {
      const source = this.#read(candidate);
      if (source !== null) return source;
    }
    return null;
  }

  /** A header that cannot be read is as good as none. */
  #read(file: string): SourceText | null {
    const stamp = see(file)?.stamp ?? null;
    this.#seen.set(file, stamp);
    const kept = this.#kept.get(file);
    if (kept !== undefined) this.#drop(file, kept);
    if (stamp === null) return null;
    const source = kept !== undefined && sameStamp(kept.stamp, stamp) ? kept.source : tryRead(file);
    if (source !== null) this.#keep(file, { source, stamp });
    return source;
  }

  #keep(file: string, header: KeptHeader): void {
    this.#kept.set(file, header);
    this.#size += header.source.text.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#size <= MOST_KEPT || oldest === file) return;
      this.#drop(oldest, old);
    }
  }

  #drop(file: string, { source }: KeptHeader): void {
    this.#kept.delete(file);
    this.#size -= source.text.length;
  }
}

function tryRead(file: string): SourceText | null {
  try {
    return readSource(file);
  } catch {
    return null;
  }
}

/** Whether a rule asks for the types of expressions. */
function namesTypes({ sections }: SemanticPatch): boolean {
  return sections.some(
    (section) => section.kind === 'rule' && section.metavariables.some(({ types }) => types.length > 0),
  );
}

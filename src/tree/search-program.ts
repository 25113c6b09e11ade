import { WORD_SEARCH } from './word-search-program.js';

/** What word-search.wat exports. Addresses are offsets in its memory. */
export interface SearchProgram {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  /** Takes where the text begins and ends, then address, length, rare offsets and edges of the word. */
  readonly find: (...numbers: number[]) => number;
  /** Null where nothing can be marked: each word has to be found by itself. */
  readonly mark: ((from: number, end: number) => void) | null;
  readonly hash: (bytes: number) => number;
}

export const PAGE = 65_536;

/** What is used of WebAssembly; its types come with those of browsers only. */
interface Runtime {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** The program, or where WebAssembly cannot be had one that says the same, many times slower. */
export function startProgram(): SearchProgram {
  const runtime = (globalThis as unknown as { WebAssembly?: Runtime }).WebAssembly;
  // Not with --jitless.
  if (runtime === undefined) return new PlainProgram();
  try {
    return new runtime.Instance(new runtime.Module(Buffer.from(WORD_SEARCH, 'base64'))).exports as SearchProgram;
  } catch (error) {
    // Its memory wants gigabytes of addresses, which a limit on these (`ulimit -v`) may forbid.
    if (error instanceof RangeError) return new PlainProgram();
    throw error;
  }
}

/** As much of word-search.wat as a search needs. */
export class PlainProgram implements SearchProgram {
  readonly memory: SearchProgram['memory'];
  readonly mark = null;
  #bytes = Buffer.alloc(PAGE);

  constructor() {
    const buffer = (): ArrayBuffer => this.#bytes.buffer;
    this.memory = {
      get buffer(): ArrayBuffer {
        return buffer();
      },
      grow: (pages) => this.#grow(pages),
    };
  }

  readonly hash = (): number => 0;

  readonly find = (...numbers: number[]): number => {
    const [from = 0, end = 0, word = 0, length = 0, , , edges = 0] = numbers;
    const text = this.#bytes.subarray(0, end);
    const wanted = this.#bytes.subarray(word, word + length);
    for (let at = text.indexOf(wanted, from); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const goesOnBefore = (edges & 1) !== 0 && isIdentifierByte(this.#bytes[at - 1]);
      const goesOnBehind = (edges & 2) !== 0 && isIdentifierByte(this.#bytes[at + length]);
      if (!goesOnBefore && !goesOnBehind) return at;
    }
    return -1;
  };

  #grow(pages: number): number {
    const before = this.#bytes;
    this.#bytes = Buffer.alloc(before.length + pages * PAGE);
    before.copy(this.#bytes);
    return before.length / PAGE;
  }
}

/** Bytes above 127 count, since identifiers may be UTF-8. */
export function isIdentifierByte(byte = 0): boolean {
  return byte > 127 || /[A-Za-z0-9_$]/.test(String.fromCharCode(byte));
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isSystemError } from './failure.js';

/** What a file of the cache holds: something as JSON, numbers, and texts. */
export interface PackedTable<Head> {
  readonly head: Head;
  readonly numbers: Float64Array;
  readonly texts: readonly string[];
}

interface Sizes {
  readonly magic: string;
  readonly numbers: number;
  readonly texts: readonly TextSize[];
}

interface TextSize {
  readonly bytes: number;
  /** Whether each byte is a character, which is told in less time than it takes to find out. */
  readonly isAscii: boolean;
}

const NUMBER_BYTES = 8;
/** The line that a file begins with is shorter than so many bytes. */
const LINE_BYTES = 1 << 16;

/** As bytes: a line of JSON (the sizes of the rest, and the head), the numbers, the texts. */
export function packTable<Head>(magic: string, { head, numbers, texts }: PackedTable<Head>): Buffer {
  const encoded = texts.map((text) => Buffer.from(text, 'utf8'));
  const textSizes = encoded.map(({ length }, index) => ({ bytes: length, isAscii: length === texts[index]?.length }));
  const sizes: Sizes = { magic, numbers: numbers.length, texts: textSizes };
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return Buffer.concat([Buffer.from(`${JSON.stringify([sizes, head])}\n`), bytes, ...encoded]);
}

/** A table in a file: its numbers and texts are read when they are asked for. It stays what it is when the file is replaced. */
export class OpenTable<Head> {
  readonly head: Head;
  #descriptor: number | null;
  readonly #sizes: Sizes;
  /** Where the numbers begin. */
  readonly #start: number;
  #numbers: Float64Array | null = null;

  constructor(descriptor: number, { sizes, head, end }: Line) {
    this.head = head as Head;
    this.#descriptor = descriptor;
    this.#sizes = sizes;
    this.#start = end;
  }

  get numbers(): Float64Array {
    if (this.#numbers !== null) return this.#numbers;
    const bytes = new Uint8Array(this.#sizes.numbers * NUMBER_BYTES);
    return (this.#numbers = new Float64Array(this.#read(bytes, this.#start)));
  }

  /** Text number so and so; '' where there is none. */
  text(index: number): string {
    const { numbers, texts } = this.#sizes;
    const { bytes, isAscii } = texts[index] ?? { bytes: 0, isAscii: true };
    const start = this.#start + numbers * NUMBER_BYTES + bytesOf(texts.slice(0, index));
    return Buffer.from(this.#read(new Uint8Array(bytes), start)).toString(isAscii ? 'latin1' : 'utf8');
  }

  /** Done before another table is put in the place of the file: not every system does that to open files. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #read(bytes: Uint8Array<ArrayBuffer>, start: number): ArrayBuffer {
    if (this.#descriptor === null) throw new Error('the table is closed');
    readSync(this.#descriptor, bytes, 0, bytes.length, start);
    return bytes.buffer;
  }
}

/** The table in a file, to be closed; null where there is none, not the whole of one, or one of another kind. */
export function openTable(magic: string, file: string): OpenTable<unknown> | null {
  let descriptor;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
  const line = readLine(magic, descriptor);
  if (line !== null && fstatSync(descriptor).size === line.end + bytesBehind(line))
    return new OpenTable(descriptor, line);
  closeSync(descriptor);
  return null;
}

/** What the line of a file tells, and where it ends. */
interface Line {
  readonly sizes: Sizes;
  readonly head: unknown;
  readonly end: number;
}

function readLine(magic: string, descriptor: number): Line | null {
  const bytes = Buffer.allocUnsafe(LINE_BYTES);
  try {
    const end = bytes.subarray(0, readSync(descriptor, bytes, 0, LINE_BYTES, 0)).indexOf(10);
    const [sizes, head] = JSON.parse(bytes.toString('utf8', 0, Math.max(0, end))) as [Sizes, unknown];
    return sizes.magic === magic ? { sizes, head, end: end + 1 } : null;
  } catch {
    return null;
  }
}

function bytesBehind({ sizes }: Line): number {
  return sizes.numbers * NUMBER_BYTES + bytesOf(sizes.texts);
}

function bytesOf(texts: readonly TextSize[]): number {
  return texts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What a file of the cache holds: something as JSON, numbers, and texts. */
export interface PackedTable<Head> {
  readonly head: Head;
  readonly numbers: Float64Array;
  readonly texts: readonly string[];
}

/** The same, read: texts are decoded when they are asked for. */
export interface UnpackedTable<Head> {
  readonly head: Head;
  readonly numbers: Float64Array;
  /** Text number so and so; '' where there is none. */
  readonly text: (index: number) => string;
}

interface Sizes {
  readonly magic: string;
  readonly numbers: number;
  /** Bytes of each text. */
  readonly texts: readonly number[];
}

const NUMBER_BYTES = 8;

/**
 * As bytes: a line of JSON (the head, and the sizes of the rest), the numbers, the texts. The line is filled up with blanks
 * so that the numbers begin where they can be used as they lie.
 */
export function packTable<Head>(magic: string, { head, numbers, texts }: PackedTable<Head>): Buffer {
  const encoded = texts.map((text) => Buffer.from(text, 'utf8'));
  const sizes: Sizes = { magic, numbers: numbers.length, texts: encoded.map(({ length }) => length) };
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const line = Buffer.from(JSON.stringify([sizes, head]));
  const blanks = ' '.repeat(NUMBER_BYTES - 1 - (line.length % NUMBER_BYTES));
  return Buffer.concat([line, Buffer.from(`${blanks}\n`), bytes, ...encoded]);
}

/** Null when the bytes are not whole, or of another kind. */
export function unpackTable(magic: string, bytes: Buffer): UnpackedTable<unknown> | null {
  const line = unpackLine(magic, bytes);
  if (line === null) return null;
  const { sizes, head, end } = line;
  let at = end + sizes.numbers * NUMBER_BYTES;
  const numbers = bytes.subarray(end, at);
  const texts = sizes.texts.map((size) => bytes.subarray(at, (at += size)));
  if (bytes.length !== at) return null;
  return { head, numbers: numbersIn(numbers), text: (index) => texts[index]?.toString('utf8') ?? '' };
}

/** Bytes that were read into a part of a larger buffer may lie where numbers cannot. */
function numbersIn(bytes: Buffer): Float64Array {
  const aligned = bytes.byteOffset % NUMBER_BYTES === 0 ? bytes : new Uint8Array(bytes);
  return new Float64Array(aligned.buffer, aligned.byteOffset, bytes.length / NUMBER_BYTES);
}

/** The head alone, without a look at the rest. */
export function unpackHead(magic: string, bytes: Buffer): unknown {
  return unpackLine(magic, bytes)?.head ?? null;
}

function unpackLine(magic: string, bytes: Buffer): { sizes: Sizes; head: unknown; end: number } | null {
  try {
    const end = bytes.indexOf(10);
    const [sizes, head] = JSON.parse(bytes.toString('utf8', 0, Math.max(0, end))) as [Sizes, unknown];
    return sizes.magic === magic ? { sizes, head, end: end + 1 } : null;
  } catch {
    return null;
  }
}

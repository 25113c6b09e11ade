/** What a file of the cache holds: something as JSON, numbers, and names. */
export interface PackedTable<Head> {
  readonly head: Head;
  readonly numbers: Float64Array;
  /** With a zero byte behind each. */
  readonly names: string;
}

interface Sizes {
  readonly magic: string;
  readonly numbers: number;
  readonly names: number;
}

/** As bytes: a line of JSON (the head, and the sizes of the rest), the numbers, the names. */
export function packTable<Head>(magic: string, { head, numbers, names }: PackedTable<Head>): Buffer {
  const text = Buffer.from(names, 'utf8');
  const sizes: Sizes = { magic, numbers: numbers.length, names: text.length };
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return Buffer.concat([Buffer.from(`${JSON.stringify([sizes, head])}\n`), bytes, text]);
}

/** Null when the bytes are not whole, or of another kind. */
export function unpackTable(magic: string, bytes: Buffer): PackedTable<unknown> | null {
  const line = unpackLine(magic, bytes);
  if (line === null) return null;
  const { sizes, head, end } = line;
  if (bytes.length !== end + sizes.numbers * 8 + sizes.names) return null;
  const numbers = new Float64Array(new Uint8Array(bytes.subarray(end, end + sizes.numbers * 8)).buffer);
  return { head, numbers, names: bytes.toString('utf8', end + sizes.numbers * 8) };
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

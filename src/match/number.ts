/** Whether two spellings of integers mean the same: `0x10` and `16`. Suffixes are part of what is meant. */
export function isSameNumber(one: string, other: string): boolean {
  const left = valueOf(one);
  return left !== null && left === valueOf(other);
}

const known = new Map<string, string | null>();

/** A common form of an integer, or null for what is none. */
function valueOf(spelling: string): string | null {
  const before = known.get(spelling);
  if (before !== undefined) return before;
  const parts = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uUlL]*)$/.exec(spelling);
  const [, digits = '', suffix = ''] = parts ?? [];
  const octal = /^0[0-7]+$/.test(digits);
  const value =
    parts === null ? null : `${String(BigInt(octal ? `0o${digits.slice(1)}` : digits))}${suffix.toLowerCase()}`;
  known.set(spelling, value);
  return value;
}

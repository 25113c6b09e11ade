/** Widths of the types that a number without suffix may have; one that is missing is not known. */
export interface IntegerBits {
  readonly int?: number;
  readonly long?: number;
}

/** The type of a number as words: by its suffix; without one by its size, as far as widths are known, else int. */
export function numberType(spelling: string, bits: IntegerBits | null): string {
  const isHex = /^0[xX]/.test(spelling);
  if (!isHex && /[.eE]/.test(spelling)) return /[fF]$/.test(spelling) ? 'float' : 'double';
  const suffix = /[uUlL]*$/.exec(spelling)?.[0].toLowerCase() ?? '';
  if (suffix === '') return bits === null ? 'int' : bySize(spelling, bits);
  const longs = suffix.replace(/u/g, '').length;
  return [...(suffix.includes('u') ? ['unsigned'] : []), ...Array<string>(longs).fill('long')].join(' ');
}

/** The first of int, long and unsigned long that holds a number. */
function bySize(spelling: string, { int = 32, long = 64 }: IntegerBits): string {
  if (!/^(?:0[xX][\da-fA-F]+|0[bB][01]+|\d+)$/.test(spelling)) return 'int';
  const value = BigInt(/^0\d/.test(spelling) && !/[89]/.test(spelling) ? `0o${spelling.slice(1)}` : spelling);
  const holds = (width: number): boolean => value < 1n << BigInt(width);
  if (holds(int - 1)) return 'int';
  if (holds(long - 1)) return 'long';
  return holds(long) ? 'unsigned long' : 'long long';
}

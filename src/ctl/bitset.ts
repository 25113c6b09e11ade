/**
 * Sets of states as bits: state `s` is bit `s & 31` of word `s >>> 5`. Bits behind the last state are always 0, so that
 * words can be compared. A set that left the function that made it is never written again: sets are shared and kept.
 */
export type Bits = Uint32Array;

/**
 * Sets are cut from slabs, which makes them five times cheaper than arrays of their own. A slab is small because one set
 * that is kept keeps all of it.
 */
const SLAB_WORDS = 8192;
const WORD_BYTES = 4;
let slab = new ArrayBuffer(0);
let slabUsed = 0;

function words(count: number): Bits {
  const bytes = count * WORD_BYTES;
  if (bytes * 8 > SLAB_WORDS * WORD_BYTES) return new Uint32Array(count);
  if (slabUsed + bytes > slab.byteLength) {
    slab = new ArrayBuffer(SLAB_WORDS * WORD_BYTES);
    slabUsed = 0;
  }
  const cut = new Uint32Array(slab, slabUsed, count);
  slabUsed += bytes;
  return cut;
}

/** The empty set over `states` states. */
export function noBits(states: number): Bits {
  return words((states + 31) >>> 5);
}

/** A set with the same states, to be changed. */
export function copyOf(bits: Bits): Bits {
  const copy = words(bits.length);
  copy.set(bits);
  return copy;
}

/** The set of all `states` states. */
export function allBits(states: number): Bits {
  const bits = noBits(states).fill(0xffffffff);
  if ((states & 31) !== 0) bits[bits.length - 1] = (1 << (states & 31)) - 1;
  return bits;
}

/** The set of the given states; those that are no states of the graph are left out. */
export function bitsOf(states: number, members: Iterable<number>): Bits {
  const bits = noBits(states);
  for (const member of members) if (member >= 0 && member < states) addBit(bits, member);
  return bits;
}

export function hasBit(bits: Bits, state: number): boolean {
  return (((bits[state >>> 5] as number) >>> (state & 31)) & 1) === 1;
}

export function addBit(bits: Bits, state: number): void {
  const word = state >>> 5;
  bits[word] = (bits[word] as number) | (1 << (state & 31));
}

export function removeBit(bits: Bits, state: number): void {
  const word = state >>> 5;
  bits[word] = (bits[word] as number) & ~(1 << (state & 31));
}

export function isEmpty(bits: Bits): boolean {
  for (const word of bits) if (word !== 0) return false;
  return true;
}

/** Whether every state of `part` is in `whole`. */
export function covers(whole: Bits, part: Bits): boolean {
  for (let word = 0; word < whole.length; word++) {
    if (((part[word] ?? 0) & ~(whole[word] ?? 0)) !== 0) return false;
  }
  return true;
}

export function intersection(left: Bits, right: Bits): Bits {
  const bits = words(left.length);
  for (let word = 0; word < bits.length; word++) bits[word] = (left[word] ?? 0) & (right[word] ?? 0);
  return bits;
}

export function union(left: Bits, right: Bits): Bits {
  const bits = words(left.length);
  for (let word = 0; word < bits.length; word++) bits[word] = (left[word] ?? 0) | (right[word] ?? 0);
  return bits;
}

export function difference(left: Bits, right: Bits): Bits {
  const bits = words(left.length);
  for (let word = 0; word < bits.length; word++) bits[word] = (left[word] ?? 0) & ~(right[word] ?? 0);
  return bits;
}

/** Takes out of `bits` what is not in `other`. */
export function keep(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) & (other[word] ?? 0);
}

/** Puts what is in `other` into `bits`. */
export function join(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) | (other[word] ?? 0);
}

/** Calls `visit` with each state of the set, in rising order. */
export function forEachBit(bits: Bits, visit: (state: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word] as number;
    while (rest !== 0) {
      const low = rest & -rest;
      visit((word << 5) + 31 - Math.clz32(low));
      rest ^= low;
    }
  }
}

/** The states of the set, in rising order. */
export function members(bits: Bits): number[] {
  const states: number[] = [];
  forEachBit(bits, (state) => states.push(state));
  return states;
}

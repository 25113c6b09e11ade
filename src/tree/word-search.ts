import { isIdentifierByte, PAGE, startProgram } from './search-program.js';
import type { SearchProgram } from './search-program.js';

/** The memory as word-search.wat describes it. */
const HEADS = 8192;
const IDENTIFIER_BYTES = 24_576;
const ENTRIES = 24_832;
const ENTRY = { length: 4, found: 8, word: 12 } as const;
const READ_ON = 64;

/** When so many words were looked for one by one in a text, all its identifiers are looked up at once ... */
const MOST_SINGLE = 6;
/** ... which is done at once where there are more words than these. */
const MOST_WORDS = 32;
/** Looking up takes the first four bytes of a word together. */
const LEAST_LENGTH = 4;

/** The bytes that C code holds most of, the most frequent first. */
const FREQUENT = ' et_\tr\nisancodlupf,0m)(;h*vgb-E=xIT>SARCk1NPL.2DwOM/y"{}FU3&4BG86q5VHX';

interface Entry {
  readonly bytes: Buffer;
  readonly address: number;
  /** Offsets of its two rarest bytes. */
  readonly first: number;
  readonly second: number;
  readonly edges: number;
  readonly isLookedUp: boolean;
  /** The number of the text in which it was last looked for, and whether that holds it. */
  text: number;
  isFound: boolean;
}

/**
 * Finds words in bytes, each as a whole identifier as far as it begins and ends like one. Serves many texts, one after the
 * other; their bytes are put straight into its memory, and sixteen of them are looked at in one step.
 */
export class WordSearch {
  readonly #program: SearchProgram;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #start: number;
  readonly #padding: number;
  /** The words that can be looked up at once. */
  readonly #lookedUp: readonly Entry[];
  /** How many are looked for one by one in a text. */
  readonly #mostSingle: number;
  #memory: Buffer = Buffer.alloc(0);
  #room: Buffer = Buffer.alloc(0);
  #end: number;
  #isMarked = false;
  /** Number of the text, and of words that were looked for in it one by one. */
  #text = 0;
  #singles = 0;

  constructor(words: Iterable<string>, program: SearchProgram = startProgram()) {
    this.#program = program;
    const entries = entriesOf([...new Set(words)]);
    const last = entries.at(-1);
    // In front of a text stands a zero.
    this.#start = Math.ceil(((last === undefined ? ENTRIES : endOf(last)) + 1) / PAGE) * PAGE;
    this.#end = this.#start;
    this.#padding = READ_ON + Math.max(0, ...entries.map(({ bytes }) => bytes.length));
    this.makeRoom(0);
    this.#entries = new Map(entries.map((entry) => [entry.bytes.toString('latin1'), entry]));
    this.#lookedUp = entries.filter(({ isLookedUp }) => isLookedUp);
    this.#mostSingle = mostSingle(this.#lookedUp.length, program);
    for (let byte = 0; byte < 256; byte++) this.#memory[IDENTIFIER_BYTES + byte] = isIdentifierByte(byte) ? 1 : 0;
    for (const entry of entries) this.#store(entry);
  }

  /** Where the bytes of a text go, from its start. */
  get room(): Buffer {
    return this.#room;
  }

  /** Makes room for that many bytes; those there are stay. */
  makeRoom(size: number): void {
    const { memory } = this.#program;
    const missing = this.#start + size + this.#padding - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    this.#memory = Buffer.from(memory.buffer);
    this.#room = this.#memory.subarray(this.#start, this.#memory.length - this.#padding);
  }

  /** Says that the text is the first `length` bytes of the room. */
  take(length: number): void {
    this.#end = this.#start + length;
    this.#memory[this.#end] = 0;
    this.#isMarked = false;
    this.#singles = 0;
    this.#text++;
  }

  /** Whether the text holds a word: one of those that were named in the beginning. */
  has(word: string): boolean {
    const entry = this.#entries.get(word);
    if (entry === undefined) throw new Error(`not a word of this search: ${word}`);
    if (entry.text !== this.#text) {
      entry.isFound = this.#find(entry);
      entry.text = this.#text;
    }
    return entry.isFound;
  }

  #find(entry: Entry): boolean {
    const { bytes, address, first, second, edges, isLookedUp } = entry;
    if (isLookedUp && (this.#isMarked || this.#singles >= this.#mostSingle)) {
      if (!this.#isMarked) this.#mark();
      return this.#memory[address + ENTRY.found] === 1;
    }
    this.#singles++;
    const word = address + ENTRY.word;
    return this.#program.find(this.#start, this.#end, word, bytes.length, first, second, edges) !== -1;
  }

  #mark(): void {
    for (const { address } of this.#lookedUp) this.#memory[address + ENTRY.found] = 0;
    this.#program.mark?.(this.#start, this.#end);
    this.#isMarked = true;
  }

  /** Puts an entry into the memory, in front of those with the same head. */
  #store({ bytes, address, isLookedUp }: Entry): void {
    const memory = this.#memory;
    memory.writeInt32LE(bytes.length, address + ENTRY.length);
    bytes.copy(memory, address + ENTRY.word);
    if (!isLookedUp) return;
    const hash = this.#program.hash(bytes.readInt32LE(0));
    const head = HEADS + (hash >> 4) * 4;
    memory.writeInt32LE(memory.readInt32LE(head), address);
    memory.writeInt32LE(address, head);
    memory.writeUInt8(memory.readUInt8(hash >> 3) | (1 << (hash & 7)), hash >> 3);
  }
}

function mostSingle(words: number, { mark }: SearchProgram): number {
  if (mark === null) return Infinity;
  return words > MOST_WORDS ? 0 : MOST_SINGLE;
}

function entriesOf(words: readonly string[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const word of words) {
    const last = entries.at(-1);
    entries.push(entryOf(word, last === undefined ? ENTRIES : endOf(last)));
  }
  return entries;
}

function entryOf(word: string, address: number): Entry {
  const bytes = Buffer.from(word, 'latin1');
  const [first = 0, second = first] = [...bytes.keys()].sort(
    (left, right) => rarity(bytes[right]) - rarity(bytes[left]),
  );
  const edges = (isIdentifierByte(bytes[0]) ? 1 : 0) + (isIdentifierByte(bytes.at(-1)) ? 2 : 0);
  return {
    bytes,
    address,
    first,
    second,
    edges,
    isLookedUp: bytes.length >= LEAST_LENGTH && bytes.every(isIdentifierByte),
    text: -1,
    isFound: false,
  };
}

/** The first address behind an entry, even so that numbers can stand there. */
function endOf({ address, bytes }: Entry): number {
  return (address + ENTRY.word + bytes.length + 3) & ~3;
}

function rarity(byte = 0): number {
  const rank = FREQUENT.indexOf(String.fromCharCode(byte));
  return rank === -1 ? FREQUENT.length : rank;
}

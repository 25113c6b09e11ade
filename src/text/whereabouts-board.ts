/** How many candidates of how many metavariables are kept, and how much text. */
const MOST_COUNTS = 64;
const MOST_TEXT = 1000;

/** What a thread was at when somebody looked. */
export interface Whereabouts {
  readonly rule: string;
  /** The function or other top-level item, or '' outside of matching. */
  readonly item: string;
  /** Metavariables with the most values that were open for each at a time. */
  readonly candidates: readonly (readonly [string, number])[];
}

/**
 * Where the work of a thread is, in memory that other threads can read while it is busy.
 *
 * Layout, in words of four bytes: the counts, the length of the text, the text in UTF-16 units. The text has the rule, the
 * item and the metavariables, separated by line feeds.
 */
export class WhereaboutsBoard {
  readonly buffer: SharedArrayBuffer;
  readonly counts: Int32Array;
  readonly #length: Int32Array;
  readonly #text: Uint16Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(4 * (MOST_COUNTS + 1) + 2 * MOST_TEXT)) {
    this.buffer = buffer;
    this.counts = new Int32Array(buffer, 0, MOST_COUNTS);
    this.#length = new Int32Array(buffer, 4 * MOST_COUNTS, 1);
    this.#text = new Uint16Array(buffer, 4 * (MOST_COUNTS + 1), MOST_TEXT);
  }

  note(rule: string, item: string, variables: readonly string[]): void {
    const text = [rule, item, ...variables].join('\n').slice(0, MOST_TEXT);
    this.#length[0] = 0;
    this.counts.fill(0);
    for (let index = 0; index < text.length; index++) this.#text[index] = text.charCodeAt(index);
    this.#length[0] = text.length;
  }

  read(): Whereabouts | null {
    const length = this.#length[0] ?? 0;
    if (length === 0) return null;
    const [rule = '', item = '', ...names] = String.fromCharCode(...this.#text.subarray(0, length)).split('\n');
    const counted = names.map((name, index): [string, number] => [name, this.counts[index] ?? 0]);
    return { rule, item, candidates: counted.filter(([name, count]) => count > 0 && !name.startsWith('{')) };
  }
}

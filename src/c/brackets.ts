/** An `#if` that is open: which brackets were open at it, and which at the end of its first arm. */
interface OpenIf {
  readonly before: readonly number[];
  /** Null while the first arm that counts is being read. */
  first: readonly number[] | null;
  /** The arm being read is `#if 0`: its brackets say nothing. */
  dead: boolean;
  /** The floor outside this conditional. */
  readonly floor: number;
}

const CURLY_OPEN = 123;
const CURLY_CLOSE = 125;

/** Matches the brackets of a text while it is being lexed. */
export class Brackets {
  #partner: Int32Array;
  /** Open brackets, innermost last: `token index << 7 | character code`. */
  #open: number[] = [];
  #ifs: OpenIf[] = [];
  /** Depth at which the preprocessor line began; -1 outside. */
  #floor = -1;
  /** Depth at which the innermost dead arm began: what is open outside is not closed in it. */
  #deadFloor = 0;

  constructor(capacity: number) {
    this.#partner = new Int32Array(capacity).fill(-1);
  }

  /** Tells of the punctuator with this first code at this token. */
  see(code: number, token: number): void {
    switch (code) {
      case 40:
      case 91:
      case CURLY_OPEN:
        this.#open.push((token << 7) | code);
        return;
      case 41:
        this.#close(40, token);
        return;
      case 93:
        this.#close(91, token);
        return;
      case CURLY_CLOSE:
        this.#close(CURLY_OPEN, token);
        return;
      default:
    }
  }

  /** A preprocessor line begins; `zero` says that its condition is the literal 0. */
  directive(word: string, zero: boolean): void {
    if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
      const dead = word === 'if' && zero;
      this.#ifs.push({ before: this.#open.slice(), first: null, dead, floor: this.#deadFloor });
      if (dead) this.#deadFloor = this.#open.length;
    } else if (word === 'else' || word === 'elif' || word === 'elifdef' || word === 'elifndef') this.#nextArm();
    else if (word === 'endif') this.#endIf();
    this.#floor = this.#open.length;
  }

  endDirective(): void {
    this.#open.length = Math.min(this.#open.length, Math.max(0, this.#floor));
    this.#floor = -1;
  }

  /** The partner of each of the first `count` tokens, -1 where there is none. */
  partners(count: number): Int32Array {
    this.#reserve(count);
    return this.#partner.slice(0, count);
  }

  #nextArm(): void {
    const open = this.#ifs[this.#ifs.length - 1];
    if (open === undefined) return;
    if (!open.dead) open.first ??= this.#open;
    open.dead = false;
    this.#deadFloor = open.floor;
    this.#open = open.before.slice();
  }

  #endIf(): void {
    const open = this.#ifs.pop();
    if (open === undefined) return;
    this.#deadFloor = open.floor;
    if (open.first !== null) this.#open = open.first.slice();
    else if (open.dead) this.#open = open.before.slice();
  }

  #close(opening: number, token: number): void {
    const floor = Math.max(this.#deadFloor, this.#floor);
    let depth = this.#open.length;
    // A curly bracket closes what was left open inside it; the others never reach across one.
    while (depth > floor) {
      const code = (this.#open[depth - 1] ?? 0) & 127;
      if (code === opening) break;
      if (opening !== CURLY_OPEN && code === CURLY_OPEN) return;
      depth--;
    }
    if (depth <= floor) return;
    const open = (this.#open[depth - 1] ?? 0) >> 7;
    this.#open.length = depth - 1;
    this.#reserve(token + 1);
    this.#partner[token] = open;
    if (this.#partner[open] === -1) this.#partner[open] = token;
  }

  #reserve(count: number): void {
    if (count <= this.#partner.length) return;
    const larger = new Int32Array(Math.max(count, this.#partner.length * 2)).fill(-1);
    larger.set(this.#partner);
    this.#partner = larger;
  }
}

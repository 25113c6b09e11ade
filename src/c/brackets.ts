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
  /** The partner of each token so far, -1 where there is none. */
  readonly #partner: Int32Array;
  /** Open brackets, innermost last: `token index << 7 | character code`. Those from `#depth` on are closed. */
  #open: number[] = [];
  #depth = 0;
  #ifs: OpenIf[] = [];
  /** Depth at which the preprocessor line began; -1 outside. */
  #floor = -1;
  /** Depth at which the innermost dead arm began: what is open outside is not closed in it. */
  #deadFloor = 0;

  /** Writes to `partner`, which has room for all tokens and -1 for each of which it is told. */
  constructor(partner: Int32Array) {
    this.#partner = partner;
  }

  /** Tells of the punctuator with this first code at this token. */
  see(code: number, token: number): void {
    switch (code) {
      case 40:
      case 91:
      case CURLY_OPEN:
        this.#open[this.#depth++] = (token << 7) | code;
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
      this.#ifs.push({ before: this.#opened(), first: null, dead, floor: this.#deadFloor });
      if (dead) this.#deadFloor = this.#depth;
    } else if (word === 'else' || word === 'elif' || word === 'elifdef' || word === 'elifndef') this.#nextArm();
    else if (word === 'endif') this.#endIf();
    this.#floor = this.#depth;
  }

  endDirective(): void {
    this.#depth = Math.min(this.#depth, Math.max(0, this.#floor));
    this.#floor = -1;
  }

  #opened(): number[] {
    return this.#open.slice(0, this.#depth);
  }

  #reopen(open: readonly number[]): void {
    this.#open = open.slice();
    this.#depth = open.length;
  }

  #nextArm(): void {
    const open = this.#ifs[this.#ifs.length - 1];
    if (open === undefined) return;
    if (!open.dead) open.first ??= this.#opened();
    open.dead = false;
    this.#deadFloor = open.floor;
    this.#reopen(open.before);
  }

  #endIf(): void {
    const open = this.#ifs.pop();
    if (open === undefined) return;
    this.#deadFloor = open.floor;
    if (open.first !== null) this.#reopen(open.first);
    else if (open.dead) this.#reopen(open.before);
  }

  #close(opening: number, token: number): void {
    const floor = Math.max(this.#deadFloor, this.#floor);
    let depth = this.#depth;
    // A curly bracket closes what was left open inside it; the others never reach across one.
    while (depth > floor) {
      const code = (this.#open[depth - 1] ?? 0) & 127;
      if (code === opening) break;
      if (opening !== CURLY_OPEN && code === CURLY_OPEN) return;
      depth--;
    }
    if (depth <= floor) return;
    const open = (this.#open[depth - 1] ?? 0) >> 7;
    this.#depth = depth - 1;
    this.#partner[token] = open;
    if (this.#partner[open] === -1) this.#partner[open] = token;
  }
}

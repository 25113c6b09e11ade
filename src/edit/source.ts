import { spelling, TokenKind } from '../c/index.js';
import type { Tokens } from '../c/index.js';
import { columnOf, leadingBlanks } from './column.js';
import { breaksLine } from './gap.js';

/** What editing asks of a file: gaps, lines, statements and habits of indentation. */
export class Source {
  readonly tokens: Tokens;
  readonly #unit: string | undefined;
  #habits: Habits | undefined;
  #depths: Uint16Array | undefined;

  constructor(tokens: Tokens, unit?: string) {
    this.tokens = tokens;
    this.#unit = unit;
  }

  get text(): string {
    return this.tokens.text;
  }

  /** `\r\n` where the file's first line ends so. */
  get eol(): string {
    const at = this.text.indexOf('\n');
    return at > 0 && this.text[at - 1] === '\r' ? '\r\n' : '\n';
  }

  /** One step of indentation: given, or learned from the lines behind opening braces. */
  get unit(): string {
    return this.#unit ?? this.habits.unit;
  }

  get habits(): Habits {
    this.#habits ??= learnHabits(this);
    return this.#habits;
  }

  start(token: number): number {
    return this.tokens.start[token] ?? this.text.length;
  }

  /** Where a token ends; 0 for the token before the first. */
  end(token: number): number {
    return this.tokens.end[token] ?? 0;
  }

  /** The spelling of a token, or null outside the file. */
  spelled(token: number): string | null {
    return token >= 0 && token < this.tokens.count ? spelling(this.tokens, token) : null;
  }

  /** What stands between a token and the next; before the first and behind the last token too. */
  gap(token: number): string {
    return this.text.slice(this.end(token), this.start(token + 1));
  }

  /** Whether a token is the first on its line; within a preprocessor line, on one of the lines it is continued on. */
  startsLine(token: number): boolean {
    if (token <= 0) return true;
    const gap = this.gap(token - 1);
    return breaksLine(gap) || (gap.includes('\\') && this.inOneDirective(token - 1, token));
  }

  /** The white space at the start of the line that holds a token. */
  lineIndent(token: number): string {
    const first = this.lineStart(token);
    const from = this.text.lastIndexOf('\n', this.start(first) - 1) + 1;
    return leadingBlanks(this.text.slice(from, this.start(first)));
  }

  /** The first token on a token's line. */
  lineStart(token: number): number {
    let at = token;
    while (at > 0 && !this.startsLine(at)) at--;
    return at;
  }

  partner(token: number): number {
    return this.tokens.partner[token] ?? -1;
  }

  isDirective(token: number): boolean {
    return this.tokens.inDirective[token] === 1;
  }

  /** Whether the token is the last of a preprocessor line. */
  endsDirective(token: number): boolean {
    return this.isDirective(token) && (!this.isDirective(token + 1) || this.startsDirective(token + 1));
  }

  startsDirective(token: number): boolean {
    return this.tokens.kind[token] === TokenKind.directive;
  }

  /** Whether two tokens are in the same preprocessor line, where a line break needs a backslash. */
  inOneDirective(left: number, right: number): boolean {
    return this.isDirective(left) && this.isDirective(right) && !this.startsDirective(right);
  }

  /**
   * The first token of the statement, declaration or list that a token belongs to: found by walking back over brackets
   * until a `;`, a brace, a label's colon or a preprocessor line; also until the header of a branch or loop where `stop`
   * says so of the header's last token.
   */
  statementStart(token: number, stop: (header: number) => boolean = () => false): number {
    let at = this.#jump(token);
    for (let before = at - 1; before >= 0; before = at - 1) {
      if (this.isDirective(before) && !this.inOneDirective(before, at)) break;
      const text = this.spelled(before);
      if (text === ';' || text === '{') break;
      if (text === ':' && !this.#inConditional(before)) break;
      if (at <= token && this.endsHeader(before) && stop(before)) break;
      if (text === '}' && (this.startsLine(at) || !this.#continuesBrace(at))) break;
      at = this.#jump(before);
    }
    return at;
  }

  /** The last token of the statement that begins with a token: a `;`, or the brace or branch that ends it. */
  statementEnd(token: number): number {
    const text = this.spelled(token);
    if (text === '{') return this.partner(token);
    if (text === 'do') return this.#semicolon(this.statementEnd(token + 1));
    if (text === 'else') return this.statementEnd(token + 1);
    const header = this.partner(token + 1);
    if (header < 0 || !this.endsHeader(header)) return this.#semicolon(token);
    const end = this.statementEnd(header + 1);
    return text === 'if' && this.spelled(end + 1) === 'else' ? this.statementEnd(end + 1) : end;
  }

  #semicolon(token: number): number {
    let at = token;
    while (at < this.tokens.count - 1 && this.spelled(at) !== ';') at = Math.max(at, this.partner(at)) + 1;
    return at;
  }

  /** From a closing bracket to its partner. */
  #jump(token: number): number {
    const partner = this.partner(token);
    return partner >= 0 && partner < token ? partner : token;
  }

  /** What may follow a `}` within one statement: `else`, the `while` of a `do`, a declarator. */
  #continuesBrace(token: number): boolean {
    const brace = this.partner(token - 1);
    if (/^(?:else|while|,|;|\*|=)$/.test(this.spelled(token) ?? '')) return true;
    return !/^(?:\)|else|do|;|\{|\})$/.test(this.spelled(brace - 1) ?? '');
  }

  /** Whether the braces around a token hold initial values or enumerators, separated by commas. */
  isInList(token: number): boolean {
    for (let at = token; at >= 0; at--) {
      const text = this.spelled(at);
      if (text === '{' && this.partner(at) >= token) return this.opensList(at);
      if (text === ';' || (text === '}' && this.depth(at) === 0)) return false;
      at = this.#jump(at);
    }
    return false;
  }

  /** Whether a token is a brace that opens such a list. */
  opensList(brace: number): boolean {
    if (this.spelled(brace) !== '{') return false;
    const before = this.spelled(brace - 1) ?? ';';
    if (before === '=') return true;
    if (before === ',' || before === '{' || before === '(') return this.isInList(brace - 1);
    if (before === ')') return !this.endsHeader(brace - 1) && this.depth(brace) > 0;
    return before === 'enum' || this.spelled(brace - 2) === 'enum';
  }

  /** Whether a token stands between round or square brackets; those around braces do not count. */
  isInParentheses(token: number): boolean {
    for (let at = token; at >= 0; at--) {
      const text = this.spelled(at);
      if ((text === '(' || text === '[') && at < token) return true;
      if (text === '{') return false;
      if (text === '}' && this.depth(at) === 0) return false;
      at = this.#jump(at);
    }
    return false;
  }

  #inConditional(colon: number): boolean {
    for (let at = colon - 1; at >= 0; at--) {
      const text = this.spelled(at);
      if (text === '?') return true;
      if (text === ';' || text === '{' || text === '}') return false;
      at = this.#jump(at);
    }
    return false;
  }

  /** The number of braces open in front of a token. */
  depth(token: number): number {
    this.#depths ??= braceDepths(this);
    return this.#depths[token] ?? 0;
  }

  /** Whether a token stands outside all braces, and is not the brace that closes an item. */
  isTopLevel(token: number): boolean {
    return this.depth(token) === 0 && this.spelled(token) !== '}';
  }

  /** Whether a token ends the header of a branch or loop: what follows is its body. */
  endsHeader(token: number): boolean {
    const text = this.spelled(token);
    if (text === 'else' || text === 'do') return true;
    if (text !== ')') return false;
    const head = this.partner(token) - 1;
    const name = this.spelled(head) ?? '';
    if (/^(?:if|for|while|switch)$/.test(name)) return !this.#endsDo(head);
    if (this.tokens.kind[head] !== TokenKind.identifier) return false;
    return /for_?each|for_each/i.test(name) || this.#isMacroHead(head, token + 1);
  }

  /** Whether a word below a macro's call is indented deeper: it begins the statement that the macro makes a loop of. */
  #isMacroHead(head: number, next: number): boolean {
    if (!this.startsLine(next) || !this.startsLine(head) || this.depth(head) === 0) return false;
    if (!/^[\p{L}_*]/u.test(this.spelled(next) ?? '') || this.isDirective(head)) return false;
    return columnOf(this.lineIndent(next)) > columnOf(this.lineIndent(head));
  }

  #endsDo(head: number): boolean {
    if (this.spelled(head) !== 'while' || this.spelled(head - 1) !== '}') return false;
    return this.spelled(this.partner(head - 1) - 1) === 'do';
  }
}

function braceDepths(source: Source): Uint16Array {
  const depths = new Uint16Array(source.tokens.count + 1);
  for (let token = 0, depth = 0; token < depths.length; token++) {
    const partner = source.partner(token);
    const closes = partner >= 0 && partner < token && source.spelled(token) === '}';
    if (closes) depth--;
    depths[token] = depth;
    if (partner > token && source.spelled(token) === '{') depth++;
  }
  return depths;
}

/** What a file's author does. */
export interface Habits {
  /** One step of indentation. */
  readonly unit: string;
  /** The indentation of goto labels where they are set apart from statements; null where none tells. */
  readonly label: string | null;
  /** Whether `else` stands on the line of the closing brace. */
  readonly cuddledElse: boolean;
}

function learnHabits(source: Source): Habits {
  const units = new Map<string, number>();
  let label: string | null = null;
  let cuddled = 0;
  for (let token = 1; token < source.tokens.count; token++) {
    const left = source.spelled(token - 1);
    if (left === '}' && source.spelled(token) === 'else') cuddled += source.startsLine(token) ? -1 : 1;
    if (left === '{' && source.startsLine(token)) countUnit(units, source, token);
    label ??= labelIndent(source, token);
  }
  const unit = [...units].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\t';
  return { unit, label, cuddledElse: cuddled > 0 };
}

function countUnit(units: Map<string, number>, source: Source, token: number): void {
  const outer = source.lineIndent(source.statementStart(token - 1));
  const inner = source.lineIndent(token);
  const unit = inner.startsWith(outer)
    ? inner.slice(outer.length)
    : ' '.repeat(Math.max(0, columnOf(inner) - columnOf(outer)));
  if (unit !== '' && source.spelled(token) !== '}' && !source.startsDirective(token))
    units.set(unit, (units.get(unit) ?? 0) + 1);
}

/** The indentation of a `name:` at a line's start when it stands further out than the code below it. */
function labelIndent(source: Source, token: number): string | null {
  if (source.spelled(token + 1) !== ':' || source.tokens.kind[token] !== TokenKind.identifier) return null;
  if (!source.startsLine(token) || !source.startsLine(token + 2) || !/^[;{}]$/.test(source.spelled(token - 1) ?? ''))
    return null;
  const indent = source.lineIndent(token);
  return columnOf(indent) < columnOf(source.lineIndent(token + 2)) ? indent : null;
}

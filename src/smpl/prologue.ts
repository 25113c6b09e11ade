import type { Span } from '../text/index.js';
import { Lexer } from './lexeme.js';
import type { Lexeme } from './lexeme.js';
import type { Problems } from './problems.js';
import { unquote } from './word-stream.js';

/** What may stand in front of a rule, outside all sections. */
export interface Prologue {
  readonly virtuals: readonly string[];
  readonly includes: readonly string[];
  readonly isoFiles: readonly string[];
  readonly options: readonly string[];
}

/** Reads `virtual a, b`, `#include "x.cocci"`, `using "x.iso"`, `using <x>` and `#spatch options` lines. */
export function readPrologue(problems: Problems, span: Span): Prologue {
  const { text } = problems.source;
  const options: string[] = [];
  const code = text
    .slice(span.start, span.end)
    .replace(/^[ \t]*#[ \t]*spatch\b(.*)$/gm, (all: string, words: string) => {
      options.push(...(words.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map(withoutQuotes));
      return ' '.repeat(all.length);
    });
  const reader = new PrologueReader(code, problems, span.start);
  return { ...reader.read(), options };
}

function withoutQuotes(word: string): string {
  return word.replace(/^(['"])(.*)\1$/, '$2');
}

class PrologueReader {
  readonly #lexer: Lexer;
  readonly #problems: Problems;
  readonly #offset: number;
  readonly #virtuals: string[] = [];
  readonly #includes: string[] = [];
  readonly #isoFiles: string[] = [];

  constructor(code: string, problems: Problems, offset: number) {
    this.#lexer = new Lexer(code, { start: 0, end: code.length, line: 1 }, 'header');
    this.#problems = problems;
    this.#offset = offset;
  }

  read(): Omit<Prologue, 'options'> {
    for (let lexeme = this.#lexer.next(); lexeme !== null; lexeme = this.#lexer.next()) this.#readOne(lexeme);
    return { virtuals: this.#virtuals, includes: this.#includes, isoFiles: this.#isoFiles };
  }

  #readOne(lexeme: Lexeme): void {
    const word = lexeme.text.replace(/^#\s*/, '#');
    if (word === 'virtual') this.#readVirtuals();
    else if (word === '#include') this.#readFile(this.#includes, lexeme);
    else if (word === 'using') this.#readFile(this.#isoFiles, lexeme);
    else if (word !== ';') this.#report(lexeme);
  }

  #readVirtuals(): void {
    for (;;) {
      const name = this.#lexer.next();
      if (name?.kind !== 'identifier') {
        if (name !== null) this.#report(name);
        return;
      }
      this.#virtuals.push(name.text);
      const { at, line } = this.#lexer;
      if (this.#lexer.next()?.text === ',') continue;
      this.#lexer.at = at;
      this.#lexer.line = line;
      return;
    }
  }

  #readFile(into: string[], keyword: Lexeme): void {
    const name = this.#lexer.next(true);
    if (name?.kind === 'string') into.push(unquote(name.text));
    else if (name?.kind === 'header') into.push(name.text.slice(1, -1));
    else this.#report(name ?? keyword);
  }

  #report({ start, end, text }: Lexeme): void {
    const span = { start: start + this.#offset, end: end + this.#offset };
    this.#problems.error(
      'outside-rule',
      span,
      `\`${text}\` stands outside a rule`,
      'a rule starts with `@@` or `@name@` in column 0; before it only virtual, using, #include and #spatch lines may stand',
    );
  }
}

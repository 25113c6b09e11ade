import type { Lexeme } from './lexeme.js';
import type { Constraint, ConstraintValue, Metavariable, ScriptInput } from './rule.js';
import { unquote } from './word-stream.js';
import type { WordStream } from './word-stream.js';

/** What a constraint may refer to: the text it stands in and the metavariables known where it stands. */
export interface ConstraintContext {
  readonly text: string;
  readonly isMetavariable: (name: string) => boolean;
}

const STARTS = new Set(['=', '!=', '=~', '!~', '<=', '>=', '<', '>', ':', '!', '(']);

/** The constraints behind a declared name, or null: comparisons, patterns and scripts joined by `&&` and `||`. */
export function readConstraint(stream: WordStream, context: ConstraintContext): Constraint | null {
  return STARTS.has(stream.peek()) ? either(stream, context) : null;
}

function either(stream: WordStream, context: ConstraintContext): Constraint {
  const parts = [both(stream, context)];
  while (stream.accept('||')) parts.push(both(stream, context));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'or', parts };
}

function both(stream: WordStream, context: ConstraintContext): Constraint {
  const parts = [simple(stream, context)];
  while (stream.accept('&&')) parts.push(simple(stream, context));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

function simple(stream: WordStream, context: ConstraintContext): Constraint {
  const operator = stream.next().text;
  switch (operator) {
    case '(': {
      const inner = either(stream, context);
      stream.expect(')');
      return inner;
    }
    case '!':
      return { kind: 'not', part: simple(stream, context) };
    case '=':
    case '!=':
      return { kind: operator === '=' ? 'in' : 'not-in', values: values(stream, context) };
    case '=~':
    case '!~':
      return {
        kind: operator === '=~' ? 'matches' : 'not-matches',
        pattern: stream.string('a regular expression in quotes'),
      };
    case '<=':
    case '>=':
    case '<':
    case '>':
      return { kind: 'compare', operator, value: value(stream, context) };
    case ':':
      return readScript(stream, context);
    default:
      stream.at--;
      return stream.fail('a constraint');
  }
}

/** `v` or `{ v, w, ... }`. */
function values(stream: WordStream, context: ConstraintContext): ConstraintValue[] {
  if (!stream.accept('{')) return [value(stream, context)];
  const list: ConstraintValue[] = [];
  while (!stream.accept('}')) {
    list.push(value(stream, context));
    if (!stream.accept(',') && stream.peek() !== '}') stream.fail('`,` or `}`');
  }
  return list;
}

/** One value: another metavariable, or text up to a comma, brace, `&&`, `||` or `;`. */
function value(stream: WordStream, context: ConstraintContext): ConstraintValue {
  const first = stream.next();
  const lexemes = [first];
  let depth = opening(first.text);
  const isOperator = first.kind === 'punctuator' && depth === 0;
  while (!stream.atEnd() && !isOperator && (depth > 0 || !/^(?:,|;|\}|\)|&&|\|\||&|=~|!~|!=|=)$/.test(stream.peek()))) {
    const lexeme = stream.next();
    depth += opening(lexeme.text);
    lexemes.push(lexeme);
  }
  return asReference(lexemes, context) ?? asText(lexemes, context);
}

function opening(text: string): number {
  return text === '(' || text === '[' || text === '{' ? 1 : text === ')' || text === ']' || text === '}' ? -1 : 0;
}

function asReference(lexemes: readonly Lexeme[], { isMetavariable }: ConstraintContext): ConstraintValue | null {
  const [first, dot, second] = lexemes;
  if (first?.kind !== 'identifier') return null;
  if (lexemes.length === 1) return isMetavariable(first.text) ? { name: first.text, rule: null } : null;
  if (lexemes.length === 3 && dot?.text === '.' && second?.kind === 'identifier')
    return { name: second.text, rule: first.text };
  return null;
}

function asText(lexemes: readonly Lexeme[], { text, isMetavariable }: ConstraintContext): ConstraintValue {
  const names = lexemes.flatMap((lexeme, index) =>
    lexeme.kind === 'identifier' && lexemes[index - 1]?.text !== '.' && isMetavariable(lexeme.text)
      ? [lexeme.text]
      : [],
  );
  return { text: spanText(lexemes, text), ...(names.length > 0 && { names }) };
}

function spanText(lexemes: readonly Lexeme[], text: string): string {
  const first = lexemes[0];
  const last = lexemes[lexemes.length - 1];
  return first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
}

/** `script:python(r.x, y) { code }`; the code is taken as written. */
export function readScript(stream: WordStream, context: ConstraintContext): Constraint {
  stream.expect('script');
  stream.expect(':');
  const language = stream.name('a scripting language').text;
  const inputs = scriptInputs(stream);
  const open = stream.expect('{');
  let depth = 1;
  let close = open;
  while (depth > 0) {
    close = stream.next();
    depth += close.text === '{' ? 1 : close.text === '}' ? -1 : 0;
  }
  return { kind: 'script', language, inputs, code: context.text.slice(open.end, close.start).trim() };
}

function scriptInputs(stream: WordStream): ScriptInput[] {
  const inputs: ScriptInput[] = [];
  stream.expect('(');
  while (!stream.accept(')')) {
    const first = stream.name('a metavariable').text;
    const name = stream.accept('.') ? stream.name('a metavariable').text : null;
    inputs.push({
      local: name ?? first,
      ast: null,
      rule: name === null ? '' : first,
      name: name ?? first,
      default: null,
    });
    stream.accept(',');
  }
  return inputs;
}

/** The pieces of `"a" ## x ## r.y`. */
export function readSeed(stream: WordStream): NonNullable<Metavariable['seed']> {
  const pieces: ({ text: string } | { name: string; rule: string | null })[] = [];
  do {
    if (stream.current()?.kind === 'string') pieces.push({ text: unquote(stream.next().text) });
    else {
      const first = stream.name('a string or a metavariable').text;
      const second = stream.accept('.') ? stream.name('a metavariable').text : null;
      pieces.push(second === null ? { name: first, rule: null } : { name: second, rule: first });
    }
  } while (stream.accept('##'));
  return pieces;
}

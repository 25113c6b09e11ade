import type { Lexeme } from './lexeme.js';
import { asMisplaced } from './header.js';
import type { Problems } from './problems.js';
import type { ScriptInput, ScriptRule } from './rule.js';
import { WordStream } from './word-stream.js';

/** What a script's header declares. */
export interface ScriptDeclarations {
  readonly inputs: readonly ScriptInput[];
  readonly outputs: ScriptRule['outputs'];
}

/** Reads `x << r.y = "default";`, `(x, ast) << r.y;`, `x;` and `kind x;`. */
export function readScriptDeclarations(lexemes: readonly Lexeme[], problems: Problems): ScriptDeclarations {
  const stream = new WordStream(lexemes, { start: 0, end: 0 });
  const inputs: ScriptInput[] = [];
  const outputs: { name: string; type: string }[] = [];
  while (!stream.atEnd()) {
    try {
      readOne(stream, inputs, outputs);
    } catch (error) {
      const { message, span, hint } = asMisplaced(error);
      problems.error(
        'script-declaration-syntax',
        span,
        message,
        hint ?? 'write `x << rule.y;` for an input, `x;` for an output',
      );
      while (!stream.atEnd() && stream.next().text !== ';');
    }
  }
  return { inputs, outputs };
}

function readOne(stream: WordStream, inputs: ScriptInput[], outputs: { name: string; type: string }[]): void {
  if (stream.accept(';')) return;
  if (stream.accept('(')) {
    const local = stream.name('a name').text;
    stream.expect(',');
    const ast = stream.name('a name').text;
    stream.expect(')');
    inputs.push(readOrigin(stream, local, ast));
  } else if (stream.peek(1) === '<<') inputs.push(readOrigin(stream, stream.name('a name').text, null));
  else outputs.push(...readOutputs(stream));
  if (!stream.atEnd()) stream.expect(';');
}

function readOrigin(stream: WordStream, local: string, ast: string | null): ScriptInput {
  stream.expect('<<');
  const rule = stream.name('the name of a rule').text;
  stream.expect('.');
  const name = stream.name('the name of a metavariable').text;
  return { local, ast, rule, name, default: stream.accept('=') ? readDefault(stream) : null };
}

/** A string, or `[]` for a position. */
function readDefault(stream: WordStream): string {
  if (!stream.accept('[')) return stream.string('a string in quotes or `[]`');
  stream.expect(']');
  return '[]';
}

/** `x, y` or `kind x, y`: the kind is all words but the last. */
function readOutputs(stream: WordStream): { name: string; type: string }[] {
  const words = [stream.name('a name').text];
  while (stream.current()?.kind === 'identifier') words.push(stream.next().text);
  const type = words.slice(0, -1).join(' ') || 'identifier';
  const outputs = [{ name: words[words.length - 1] ?? '', type }];
  while (stream.accept(',')) outputs.push({ name: stream.name('a name').text, type });
  return outputs;
}

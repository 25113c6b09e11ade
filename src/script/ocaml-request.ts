import type { Script, ScriptCall, ScriptComments, ScriptExpression, ScriptInput, ScriptInputs } from './types.js';
import type { ScriptPosition, ScriptQuery, ScriptValue } from './types.js';

/** A request as `Vedalia.serve` reads it: fields with tabs between them. */
export function callRequest({ script, inputs, ...files }: ScriptCall, { inputTypes = [] }: Script): string {
  return joined(['run', String(script), ...list(filesOf(files), path), ...inputFields(inputTypes, inputs)]);
}

export function queryRequest({ inputs, ...files }: ScriptQuery, index: number, expression: ScriptExpression): string {
  return joined(['ask', String(index), ...list(filesOf(files), path), ...inputFields(expression.inputs, inputs)]);
}

export function valueRequest(name: string): string {
  return joined(['value', name]);
}

function filesOf({ file, files }: Pick<ScriptCall, 'file' | 'files'>): readonly string[] {
  return files ?? (file === '' ? [] : [file]);
}

/** Paths are UTF-8 to a script, while all other text is Latin-1: a letter stands for a byte. */
function path(name: string): string[] {
  return [Buffer.from(name, 'utf8').toString('latin1')];
}

function joined(fields: readonly string[]): string {
  return fields.map((field) => field.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] ?? letter)).join('\t');
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** The length, then the elements. */
function list<Element>(elements: readonly Element[], fieldsOf: (element: Element) => readonly string[]): string[] {
  return [String(elements.length), ...elements.flatMap(fieldsOf)];
}

function inputFields(types: readonly ScriptInput[], inputs: ScriptInputs): string[] {
  return types.flatMap((input) => {
    const value = inputs[input.name];
    return input.name === '_' || value === undefined ? [] : fieldsOf(input, value);
  });
}

/** The fields of a value that a program reads as of this type; a value of another kind is nothing. */
function fieldsOf({ type }: ScriptInput, value: ScriptValue): string[] {
  switch (type) {
    case 'positions':
      return list(value.kind === 'positions' ? value.positions : [], positionFields);
    case 'comments':
      return list(value.kind === 'comments' ? value.comments : [], commentFields);
    case 'parameters':
    case 'trees':
      return list(value.kind === 'list' ? value.texts : [textOf(value)], (text) => [text]);
    case 'merged':
      return list(value.kind === 'merged' ? value.values : [], (text) => [text]);
    case 'length':
      return [/^\d+$/.test(textOf(value)) ? textOf(value) : '-1'];
    default:
      return [textOf(value)];
  }
}

function textOf(value: ScriptValue): string {
  if (value.kind === 'text') return value.text;
  return value.kind === 'list' ? (value.text ?? value.texts.join(' , ')) : '';
}

function positionFields(at: ScriptPosition): string[] {
  const numbers = [
    at.currentElementLine,
    at.currentElementColumn,
    at.currentElementLineEnd,
    at.currentElementColumnEnd,
    at.line,
    at.column,
    at.lineEnd,
    at.columnEnd,
  ];
  return [...path(at.file), at.currentElement, ...numbers.map(String)];
}

/** Each comment by itself. */
function commentFields({ before, middle, after }: ScriptComments): string[] {
  return [before, middle, after].flatMap((text) =>
    list(text.match(/\/\*[^]*?\*\/|\/\/(?:[^\\\n]|\\[^])*/g) ?? [], (comment) => [comment]),
  );
}

import type { Location } from './javascript-elements.js';
import { Code, Length } from './javascript-library.js';
import type { ScriptOutput, ScriptPosition } from './types.js';

/** A value for later rules. Throws a TypeError, for the script's author, for one that cannot be. */
export function outgoing(name: string, value: unknown): ScriptOutput {
  if (typeof value === 'string') return { kind: 'text', text: value, form: 'identifier', declarations: '' };
  if (value instanceof Code)
    return { kind: 'text', text: value.text, form: value.form, declarations: value.declarations };
  if (value instanceof Length) return { kind: 'length', length: value.length };
  const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (elements.length > 0 && elements.every(isLocation))
    return { kind: 'positions', positions: elements.map(positionOf) };
  if (Array.isArray(value) && elements.every((element) => typeof element === 'string')) {
    return { kind: 'list', texts: elements };
  }
  throw new TypeError(`coccinelle.${name} is to be a string or made by cocci.make_*, not ${typeof value}`);
}

function isLocation(value: unknown): value is Location {
  return typeof value === 'object' && value !== null && 'file' in value && 'column_end' in value;
}

function positionOf(location: Location): ScriptPosition {
  return {
    file: location.file,
    currentElement: location.current_element,
    currentElementLine: Number(location.current_element_line),
    currentElementColumn: Number(location.current_element_column),
    currentElementLineEnd: Number(location.current_element_line_end),
    currentElementColumnEnd: Number(location.current_element_column_end),
    line: Number(location.line),
    column: Number(location.column),
    lineEnd: Number(location.line_end),
    columnEnd: Number(location.column_end),
  };
}

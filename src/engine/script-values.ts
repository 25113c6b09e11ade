import { lex, spelling } from '../c/index.js';
import type { Position, Value } from '../match/index.js';
import { plainKey, positionKey } from '../match/index.js';
import type { ScriptComments, ScriptOutput, ScriptPosition, ScriptValue } from '../script/index.js';
import type { MetavariableKind } from '../smpl/index.js';

/** A value as a script sees it: code has one space between its tokens and no comments. */
export function scriptValue(value: Value, kind: MetavariableKind | undefined): ScriptValue {
  if (kind === 'comments') return { kind, comments: (value.positions ?? []).map(commentsOf) };
  if (value.positions !== undefined) return { kind: 'positions', positions: value.positions.map(scriptPosition) };
  if (value.elements === undefined) {
    return { kind: 'text', text: value.shown ?? plainKey(value) };
  }
  const texts = value.elements.map(spaced);
  if (kind === 'statement list') return { kind: 'text', text: texts.join('\n') };
  return { kind: 'list', texts, text: spaced(value.text) };
}

/** The default of a script's input: `[]` stands for a position that is nowhere. */
export function defaultValue(text: string): ScriptValue {
  return text === '[]' ? { kind: 'positions', positions: [] } : { kind: 'text', text };
}

/** A value that a script made, for the rules that follow. */
export function madeValue(output: ScriptOutput): Value {
  switch (output.kind) {
    case 'text': {
      const key = output.form === 'pragmainfo' ? output.text : spaced(output.text);
      const isWord = output.form === 'identifier' || output.form === 'pragmainfo';
      return isWord ? { ...plainValue(output.text, key), shown: output.text } : plainValue(output.text, key);
    }
    case 'list':
      return { ...plainValue(output.texts.join(', '), output.texts.map(spaced).join(' , ')), elements: output.texts };
    case 'length':
      return plainValue(String(output.length));
    case 'positions': {
      const positions = output.positions.map(position);
      return { ...plainValue('', positions.map(positionKey).join(' ')), positions };
    }
  }
}

export function plainValue(text: string, key: string = text): Value {
  return { key, text, tokens: null, node: null };
}

function spaced(code: string): string {
  const tokens = lex(code);
  return Array.from({ length: tokens.count }, (_, index) => spelling(tokens, index)).join(' ');
}

function scriptPosition(at: Position): ScriptPosition {
  return {
    file: at.path,
    currentElement: at.element,
    currentElementLine: at.elementLine,
    currentElementColumn: at.elementColumn,
    currentElementLineEnd: at.elementEndLine,
    currentElementColumnEnd: at.elementEndColumn,
    line: at.line,
    column: at.column,
    lineEnd: at.endLine,
    columnEnd: at.endColumn,
  };
}

function commentsOf({ comments }: Position): ScriptComments {
  return comments ?? { before: '', middle: '', after: '' };
}

function position(at: ScriptPosition): Position {
  return {
    path: at.file,
    element: at.currentElement,
    elementLine: at.currentElementLine,
    elementColumn: at.currentElementColumn,
    elementEndLine: at.currentElementLineEnd,
    elementEndColumn: at.currentElementColumnEnd,
    line: at.line,
    column: at.column,
    endLine: at.lineEnd,
    endColumn: at.columnEnd,
  };
}

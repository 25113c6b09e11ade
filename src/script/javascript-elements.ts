import type { ScriptPosition, ScriptValue } from './types.js';
import { unpack } from './packed-value.js';

/** A place as scripts see it: Coccinelle's names, all of it strings; made from them in this order. */
export class Location {
  file = '';
  current_element = '';
  current_element_line = '';
  current_element_column = '';
  current_element_line_end = '';
  current_element_column_end = '';
  line = '';
  column = '';
  line_end = '';
  column_end = '';

  constructor(...values: readonly string[]) {
    const named = Object.keys(this).map((name, index) => [name, String(values[index])] as const);
    Object.assign(this, Object.fromEntries(named));
  }
}

export class Comment {
  constructor(
    public before: string,
    public middle: string,
    public after: string,
  ) {}
}

export class ElemBase extends Array<string> {}

/** The elements of a list metavariable: an array that prints as its text. */
export class TermList extends ElemBase {
  readonly expr!: string;
  readonly elements!: readonly string[];

  /** What arrays make of this one are plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(expr: string, elements: Iterable<string>) {
    super();
    this.push(...elements);
    Object.defineProperties(this, { expr: { value: expr }, elements: { value: this } });
  }

  override toString(): string {
    return this.expr;
  }
}

/** A value of a metavariable as a script sees it. */
export function incoming(value: ScriptValue): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'positions':
      return value.positions.map(locationOf);
    case 'comments':
      return value.comments.map(({ before, middle, after }) => new Comment(before, middle, after));
    case 'merged':
      return value.values.map(unpack);
    case 'list':
      return new TermList(value.text ?? value.texts.join(' , '), value.texts);
  }
}

export function locationOf(position: ScriptPosition): Location {
  return new Location(
    position.file,
    position.currentElement,
    String(position.currentElementLine),
    String(position.currentElementColumn),
    String(position.currentElementLineEnd),
    String(position.currentElementColumnEnd),
    String(position.line),
    String(position.column),
    String(position.lineEnd),
    String(position.columnEnd),
  );
}

import { unpack } from './packed-value.js';
import type { ScriptIteration, ScriptPosition, ScriptTextForm, ScriptValue } from './types.js';

/** A place as scripts see it: Coccinelle's names, all of it strings. */
export interface Location {
  file: string;
  current_element: string;
  current_element_line: string;
  current_element_column: string;
  current_element_line_end: string;
  current_element_column_end: string;
  line: string;
  column: string;
  line_end: string;
  column_end: string;
}

/** A piece of C for later rules, and how it is to be read. Prints as its text. */
export class Code {
  readonly text: string;
  readonly form: ScriptTextForm;
  readonly declarations: string;

  constructor(text: unknown, form: ScriptTextForm, declarations: unknown = '') {
    this.text = String(text);
    this.form = form;
    this.declarations = String(declarations);
  }

  toString(): string {
    return this.text;
  }
}

/** The length of a list, for later rules. */
export class Length {
  readonly length: number;

  constructor(length: unknown) {
    this.length = Number(length);
  }
}

/** What is known to the script that runs, and what it asked for. */
export interface Run {
  readonly files: readonly string[];
  readonly bound: readonly (readonly [rule: string, name: string])[];
  include: boolean;
  exit: boolean;
  readonly iterations: ScriptIteration[];
  printed: string;
}

/** A value of a metavariable as a script sees it. A list is an array that prints as its text. */
export function incoming(value: ScriptValue): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'positions':
      return value.positions.map(locationOf);
    case 'comments':
      return value.comments.map((comments) => ({ ...comments }));
    case 'merged':
      return value.values.map(unpack);
    case 'list': {
      const expr = value.text ?? value.texts.join(' , ');
      const elements = [...value.texts];
      return Object.defineProperties(elements, {
        expr: { value: expr },
        elements: { value: elements },
        toString: { value: () => expr },
      });
    }
  }
}

function locationOf(position: ScriptPosition): Location {
  return {
    file: position.file,
    current_element: position.currentElement,
    current_element_line: String(position.currentElementLine),
    current_element_column: String(position.currentElementColumn),
    current_element_line_end: String(position.currentElementLineEnd),
    current_element_column_end: String(position.currentElementColumnEnd),
    line: String(position.line),
    column: String(position.column),
    line_end: String(position.lineEnd),
    column_end: String(position.columnEnd),
  };
}

/** The objects `cocci` and `coccilib` and the class `Iteration`; they act on the run that `current` gives. */
export function makeLibrary(current: () => Run, cocciFile: string): Record<string, unknown> {
  const print = (line: string): void => {
    current().printed += line + '\n';
  };
  const org = makeOrg(print);
  return {
    cocci: { cocci_file: cocciFile, ...makeControl(current), ...makeMakers(), ...orgShortcuts(org) },
    coccilib: { report: makeReport(print), org },
    Iteration: makeIteration(current),
  };
}

function makeControl(current: () => Run): Record<string, unknown> {
  return {
    include_match: (state: unknown): void => {
      current().include = Boolean(state);
    },
    exit: (): void => {
      current().exit = true;
    },
    files: () => [...current().files],
    has_env_binding: (rule: string, name: string) =>
      current().bound.some((pair) => pair[0] === rule && pair[1] === name),
  };
}

function makeMakers(): Record<string, unknown> {
  return {
    make_ident: (text: unknown) => new Code(text, 'identifier'),
    make_expr: (text: unknown) => new Code(text, 'expression'),
    make_stmt: (text: unknown) => new Code(text, 'statement'),
    make_stmt_with_env: (declarations: unknown, text: unknown) => new Code(text, 'statement', declarations),
    make_type: (text: unknown) => new Code(text, 'type'),
    make_pragmainfo: (text: unknown) => new Code(text, 'pragmainfo'),
    make_listlen: (length: unknown) => new Length(length),
    make_position: (file: string, element: string, ...places: readonly number[]) => {
      const [line = 0, column = 0, lineEnd = line, columnEnd = column] = places.map(Number);
      const outside = {
        currentElementLine: -1,
        currentElementColumn: -1,
        currentElementLineEnd: -1,
        currentElementColumnEnd: -1,
      };
      return [locationOf({ file, currentElement: element, ...outside, line, column, lineEnd, columnEnd })];
    },
  };
}

interface Report {
  readonly build_report: (p: Location, msg: string) => string;
  readonly print_report: (p: Location, msg?: string) => void;
}

function makeReport(print: (line: string) => void): Report {
  const build = (p: Location, msg: string): string => `${p.file}:${p.line}:${p.column}-${p.column_end}: ${msg}`;
  return {
    build_report: build,
    print_report: (p, msg = 'ERROR') => {
      print(build(p, msg));
    },
  };
}

type PrintAt = (p: Location, msg?: string, color?: string) => void;
type PrintAll = (msg: string, ps: readonly Location[], color?: string) => void;

interface Org {
  readonly build_link: (p: Location, msg: string, color: string) => string;
  readonly print_link: PrintAt;
  readonly print_todo: PrintAt;
  readonly print_safe_link: PrintAt;
  readonly print_safe_todo: PrintAt;
  readonly print_main: PrintAll;
  readonly print_sec: PrintAll;
  readonly print_secs: PrintAll;
}

const MAIN_COLOR = 'ovl-face1';
const SECOND_COLOR = 'ovl-face2';

function makeOrg(print: (line: string) => void): Org {
  const placeOf = (p: Location): string => `${p.file}::${p.line}`;
  // Brackets would end an Org link.
  const safe = (msg: string): string => msg.replaceAll('[', '@(').replaceAll(']', ')');
  const build = (p: Location, msg: string, color: string): string =>
    `[[view:${p.file}::face=${color}::linb=${p.line}::colb=${p.column}::cole=${p.column_end}][${msg}]]`;
  const link = (p: Location, msg = '', color = MAIN_COLOR): void => {
    print(build(p, msg === '' ? placeOf(p) : msg, color));
  };
  const todo = (p: Location, msg = '', color = MAIN_COLOR): void => {
    print('* TODO ' + build(p, msg === '' ? placeOf(p) : msg, color));
  };
  const secs = (msg: string, ps: readonly Location[], color = SECOND_COLOR): void => {
    for (const p of ps) link(p, msg, color);
  };
  return {
    build_link: build,
    print_link: link,
    print_todo: todo,
    print_safe_link: (p, msg = '', color = MAIN_COLOR) => {
      link(p, safe(msg), color);
    },
    print_safe_todo: (p, msg = '', color = MAIN_COLOR) => {
      todo(p, safe(msg), color);
    },
    print_main: (msg, [p], color = MAIN_COLOR) => {
      if (p !== undefined) todo(p, msg === '' ? placeOf(p) : `${msg} ${placeOf(p)}`, color);
    },
    print_sec: (msg, [p], color) => {
      if (p !== undefined) secs(msg, [p], color);
    },
    print_secs: secs,
  };
}

/** Those that `cocci` has too. */
function orgShortcuts({
  print_main,
  print_sec,
  print_secs,
}: Org): Pick<Org, 'print_main' | 'print_sec' | 'print_secs'> {
  return { print_main, print_sec, print_secs };
}

/** The class by which a script asks for another run. */
function makeIteration(current: () => Run): new () => object {
  return class Iteration {
    #files: readonly string[] | null = null;
    readonly #rules = new Set<string>();
    readonly #identifiers = new Map<string, string>();
    #extend = false;

    set_files(files: Iterable<string>): void {
      this.#files = Array.from(files, String);
    }

    add_virtual_rule(rule: string): void {
      this.#rules.add(rule);
    }

    add_virtual_identifier(name: string, value: string): void {
      if (this.#identifiers.has(name)) throw new Error(`virtual identifier ${name} has a value already`);
      this.#identifiers.set(name, value);
    }

    set_extend_virtual_ids(value: unknown): void {
      this.#extend = Boolean(value);
    }

    register(): void {
      current().iterations.push({
        files: this.#files,
        virtualRules: [...this.#rules],
        virtualIdentifiers: [...this.#identifiers],
        extendVirtualIdentifiers: this.#extend,
      });
    }
  };
}

import { makeOutput } from './javascript-console.js';
import { Comment, ElemBase, Location, TermList, locationOf } from './javascript-elements.js';
import { makeOrg, makeReport } from './javascript-org.js';
import type { ScriptIteration, ScriptTextForm } from './types.js';

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

/** The objects `cocci` and `coccilib` and the class `Iteration`; they act on the run that `current` gives. */
export function makeLibrary(current: () => Run, cocciFile: string): Record<string, unknown> {
  const print = (line: string): void => {
    current().printed += line + '\n';
  };
  const org = makeOrg(print);
  const output = makeOutput(print, org);
  const Iteration = makeIteration(current);
  return {
    cocci: Object.assign(new output.Console(), { cocci_file: cocciFile, ...makeControl(current), ...makeMakers() }),
    coccilib: {
      report: makeReport(print),
      org,
      output,
      elems: { ElemBase, Location, Comment, TermList },
      iteration: { Iteration },
    },
    Iteration,
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
    add_pending_instance: (
      files: Iterable<string> | null,
      rules: Iterable<string>,
      identifiers: Iterable<readonly [string, string]>,
      extend: unknown,
    ): void => {
      current().iterations.push({
        files: files === null ? null : Array.from(files, String),
        virtualRules: Array.from(rules, String),
        virtualIdentifiers: Array.from(identifiers, ([name, value]) => [name, value] as const),
        extendVirtualIdentifiers: Boolean(extend),
      });
    },
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

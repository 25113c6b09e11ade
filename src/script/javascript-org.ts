import type { Location } from './javascript-elements.js';

interface Report {
  readonly build_report: (p: Location, msg: string) => string;
  readonly print_report: (p: Location, msg?: string) => void;
}

/** The functions of `coccilib.report`. */
export function makeReport(print: (line: string) => void): Report {
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

/** What writes lines for Emacs' Org mode. */
export interface Org {
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

/** The functions of `coccilib.org`. */
export function makeOrg(print: (line: string) => void): Org {
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

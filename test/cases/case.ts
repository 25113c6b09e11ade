import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A test in one file: a sentence on what it shows, then sections headed `-- name --`.
 *
 * `patch.cocci` and `in.c` must be there. `out.c` is the expected text; without it nothing may change. `again.c` is what
 * a second run makes of that; without it nothing more. `vspatch.c` is what vspatch makes where it differs: added code as
 * Coccinelle prints it. `findings` are lines `line:column: message`, `diagnostics` lines
 * `path:line:column: severity[code]`, `printed` what scripts print, `options` words for the command line, `macros` and
 * `builtins` what is given as --macro-file and --macro-file-builtins.
 */
export interface Case {
  readonly name: string;
  readonly about: string;
  readonly patch: string;
  readonly input: string;
  readonly output: string;
  readonly again: string;
  readonly linux: string;
  readonly findings: readonly string[];
  readonly diagnostics: readonly string[];
  readonly printed: string;
  readonly options: readonly string[];
  readonly macros: string;
  readonly builtins: string;
}

const FOLDER = 'test/cases';
const HEAD = /^-- (\S+) --\n/m;

/** All cases, by name. Read from the sources: test data is not compiled. */
export function readCases(): readonly Case[] {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  const texts = names.filter((name) => name.endsWith('.txt')).sort();
  return texts.map((name) => parseCase(name, readFileSync(path.join(FOLDER, name), 'latin1')));
}

/** Reads one case. Throws when it lacks a patch or an input, or has a section that no test looks at. */
export function parseCase(name: string, text: string): Case {
  const [about = '', ...rest] = text.split(HEAD);
  const sections = new Map<string, string>();
  for (let at = 0; at + 1 < rest.length; at += 2) sections.set(rest[at] ?? '', rest[at + 1] ?? '');
  const section = (wanted: string): string | undefined => {
    const found = sections.get(wanted);
    sections.delete(wanted);
    return found;
  };
  const [patch, input] = [section('patch.cocci'), section('in.c')];
  if (patch === undefined || input === undefined) throw new Error(`${name}: no patch.cocci or no in.c`);
  const output = section('out.c') ?? input;
  const lines = (wanted: string): string[] => (section(wanted) ?? '').split('\n').filter((line) => line !== '');
  const parsed = {
    ...{ name, about: about.trim(), patch, input, output },
    again: section('again.c') ?? output,
    linux: section('vspatch.c') ?? output,
    findings: lines('findings'),
    diagnostics: lines('diagnostics'),
    printed: section('printed') ?? '',
    options: lines('options').flatMap((line) => line.split(' ')),
    macros: section('macros') ?? '',
    builtins: section('builtins') ?? '',
  };
  const [unknown] = sections.keys();
  if (unknown !== undefined) throw new Error(`${name}: unknown section ${unknown}`);
  return parsed;
}

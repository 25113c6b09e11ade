import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

const ROOM_FOR_LISTS = 1 << 26;

/** Who writes a patch and when, as git is told by its configuration and environment. */
export interface Author {
  readonly name: string;
  readonly mail: string;
  /** Seconds since 1970, and the zone as `+0100`. */
  readonly seconds: number;
  readonly zone: string;
}

/** Who is to get a patch. */
export interface Recipients {
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

/** The work tree that a folder lies in: its top folder as a real path, or what is wrong as a string behind `problem`. */
export function topFolder(): { readonly top: string } | { readonly problem: string } {
  const said = run('git', ['rev-parse', '--show-toplevel'], '.');
  return 'problem' in said ? said : { top: realpathSync(said.text.replace(/\n$/, '')) };
}

export function author(): Author | { readonly problem: string } {
  const said = run('git', ['var', 'GIT_AUTHOR_IDENT'], '.');
  if ('problem' in said) return said;
  const [, name = '', mail = '', seconds = '0', zone = '+0000'] =
    /^(.*) <(.*)> (\d+) ([-+]\d+)$/m.exec(said.text) ?? [];
  return { name, mail, seconds: Number(seconds), zone };
}

/** The text of a file of the work tree; null where there is none. */
export function treeText(top: string, name: string): string | null {
  const file = path.join(top, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

const MAINTAINERS_SCRIPT = 'scripts/get_maintainer.pl';
const ADDRESSED = /^(?:maintainer|supporter|odd fixer)/;

/** Whom the tree's own `scripts/get_maintainer.pl` names for files: who maintains them, and readers and lists. */
export function recipients(top: string, files: readonly string[]): Recipients | { readonly problem: string } {
  if (!existsSync(path.join(top, MAINTAINERS_SCRIPT)))
    return { problem: `there is no ${MAINTAINERS_SCRIPT} in ${top}` };
  const words = [MAINTAINERS_SCRIPT, '--no-git', '--no-git-fallback', '--roles', '--no-rolestats', '-f', ...files];
  const said = run('perl', words, top);
  if ('problem' in said) return said;
  const people = said.text.split('\n').flatMap((line) => {
    const [, address, role] = /^(.+?) \(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(line) ?? [];
    return address === undefined || role === undefined ? [] : [{ address, isTo: ADDRESSED.test(role) }];
  });
  const to = people.filter(({ isTo }) => isTo).map(({ address }) => address);
  return { to, cc: people.map(({ address }) => address).filter((address) => !to.includes(address)) };
}

function run(program: string, words: readonly string[], cwd: string): { text: string } | { problem: string } {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, encoding: 'utf8', maxBuffer: ROOM_FOR_LISTS });
  if (status === 0) return { text: stdout };
  if (status === null) return { problem: `${program} cannot be run` };
  return { problem: stderr.split('\n').find((line) => line.trim() !== '') ?? `${program} failed` };
}

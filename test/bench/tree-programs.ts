import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One run of one program. */
export interface Run {
  readonly program: string;
  readonly command: string;
  readonly words: readonly string[];
}

export interface Cost {
  /** Seconds of the processor, in the program and the system. */
  readonly cpu: number;
  readonly wall: number;
  readonly megabytes: number;
  readonly lines: number;
  readonly status: number;
}

const TIME = '/usr/bin/time';

/** Certificates of the user's own, which node would parse at each start: a part of no program that is compared. */
const ENVIRONMENT = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/** Runs a program and measures it with GNU time. */
export function measure({ command, words }: Run): Cost {
  const { stdout, stderr, status } = spawnSync(TIME, ['-f', '\n%U %S %e %M', command, ...words], {
    maxBuffer: 1 << 30,
    env: ENVIRONMENT,
  });
  const last = stderr.toString('latin1').trimEnd().split('\n').at(-1) ?? '';
  const [user = NaN, system = NaN, wall = NaN, kilobytes = NaN] = last.split(' ').map(Number);
  const lines = stdout.reduce((sum, byte) => (byte === 10 ? sum + 1 : sum), 0);
  return { cpu: user + system, wall, megabytes: kilobytes / 1024, lines, status: status ?? -1 };
}

const PROGRAMS = ['spatch', 'rg', 'ast-grep'] as const;

/** Programs to compare with that are there, with their versions. */
export function installed(): string[] {
  return PROGRAMS.filter(isThere).map((name) => {
    const version = spawnSync(name, ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0] ?? '';
    return version.includes(name) ? version : `${name} ${version}`;
  });
}

function isThere(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0;
}

/** Makes runs of this program and of others; null for one that is not installed. */
export function runners(work: string): {
  vspatch: (rule: string, folder: string) => Run;
  apply: (rules: readonly string[], folder: string, more?: readonly string[]) => Run;
  spatch: (rule: string, folder: string) => Run | null;
  astGrep: (pattern: string, rewrite: string | null, folder: string) => Run | null;
  ripgrep: (word: string, folder: string) => Run | null;
  list: (folder: string) => Run;
} {
  const has = Object.fromEntries(PROGRAMS.map((name) => [name, isThere(name)]));
  const node = (program: string, words: readonly string[]): Run => ({ program, command: process.execPath, words });
  return {
    vspatch: (rule, folder) =>
      node('vspatch', [path.resolve('bin/vspatch.js'), '--very-quiet', '--sp-file', rule, '--dir', folder]),
    apply: (rules, folder, more = []) =>
      node(`vedalia apply ${rules.map((rule) => path.basename(rule)).join(' ')}`, [
        path.resolve('bin/vedalia.js'),
        'apply',
        ...rules,
        folder,
        '--jobs',
        '1',
        '--no-ignore',
        ...more,
      ]),
    spatch: (rule, folder) =>
      has['spatch'] === true
        ? {
            program: 'spatch',
            command: 'spatch',
            words: ['--very-quiet', '--no-includes', '--sp-file', rule, '--dir', folder],
          }
        : null,
    astGrep: (pattern, rewrite, folder) =>
      has['ast-grep'] === true
        ? {
            program: 'ast-grep',
            command: 'ast-grep',
            words: ['run', '-l', 'c', '-j', '1', '-p', pattern, ...(rewrite === null ? [] : ['-r', rewrite]), folder],
          }
        : null,
    ripgrep: (word, folder) =>
      has['rg'] === true
        ? { program: 'rg -c', command: 'rg', words: ['-c', '-j', '1', '-g', '*.c', word, folder] }
        : null,
    list: (folder) => ({
      program: 'find -size (lists and looks at the files)',
      command: 'find',
      words: [folder, '-type', 'f', '-name', '*.[ch]', '-newermt', '2100-01-01', '-fprint', path.join(work, 'list')],
    }),
  };
}

/** The processors of this machine, to go with the figures. */
export function processor(): string {
  const line = readFileSync('/proc/cpuinfo', 'latin1').match(/^model name\s*:\s*(.*)$/m);
  return line?.[1] ?? 'unknown';
}

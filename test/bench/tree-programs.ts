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

/** Runs a program and prints what it took behind all else. GNU time tells hundredths of a second: of short runs too little. */
const WATCHER = `
import os, sys, time
start = time.monotonic()
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ), 0)
print(file=sys.stderr)
print(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
`;

/** Certificates of the user's own, which node would parse at each start: a part of no program that is compared. */
const ENVIRONMENT = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/** Runs a program and measures it. */
export function measure({ command, words }: Run): Cost {
  const { cost, stdout } = watch(command, words);
  return { ...cost, lines: stdout.reduce((sum, byte) => (byte === 10 ? sum + 1 : sum), 0) };
}

/** Runs a program, and gives what it took and what it printed. */
export function watch(
  command: string,
  words: readonly string[],
): { cost: Omit<Cost, 'lines'>; stdout: Buffer; stderr: Buffer } {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', WATCHER, command, ...words], {
    maxBuffer: 1 << 30,
    env: ENVIRONMENT,
  });
  const last = stderr.toString('latin1').trimEnd().split('\n').at(-1) ?? '';
  const [cpu = NaN, wall = NaN, kilobytes = NaN] = last.split(' ').map(Number);
  return { cost: { cpu, wall, megabytes: kilobytes / 1024, status: status ?? -1 }, stdout, stderr };
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

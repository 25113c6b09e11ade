import path from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { vedalia } from '../../src/cli/index.js';
import { makeFolder } from '../tree/folder.js';
import { record } from './recording.js';

const RULES = {
  'edit.cocci': '@ed@ expression e; @@\n- alpha(e)\n+ beta(e, e)\n',
  'pair.cocci': '@pair@ expression e; @@\n- lock(e);\n  ...\n- unlock(e);\n+ guard(e);\n',
  'star.cocci': '@star@ @@\n* gamma(...);\n',
  'script.cocci':
    '@r@ position p; expression e; @@\ngamma@p(e);\n@script:javascript@ p << r.p; e << r.e; @@\nprint(`${p[0].line} ${e}`);\n',
  'twice.cocci': '@twice@ expression e; @@\n- beta(e, e)\n+ delta(e)\n',
};
const STATEMENTS = [
  'alpha(x);',
  'lock(a);',
  'unlock(a);',
  'gamma(x + 1);',
  'if (x) alpha(2);',
  'return;',
  'odd((;',
  'y = alpha(y);',
];
const FILES = 56;

/** Numbers that are the same in each run of the test. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % below;
  };
}

function drawnFile(draw: (below: number) => number): string {
  const functions = Array.from({ length: 1 + draw(3) }, (_, index) => {
    const body = Array.from({ length: draw(7) }, () => `\t${STATEMENTS[draw(STATEMENTS.length)] ?? ''}\n`);
    return `void f${String(index)}(int x)\n{\n${body.join('')}}\n`;
  });
  return functions.join('\n');
}

async function outcome(words: readonly string[]): Promise<unknown> {
  const recording = record();
  const status = await vedalia(words, recording.io);
  return { status, out: recording.out(), error: recording.error() };
}

async function agree(t: ExecutionContext, seed: number): Promise<void> {
  const draw = draws(seed);
  const files = Array.from({ length: FILES }, (_, index) => [`${String(index)}.c`, drawnFile(draw)]);
  const folder = makeFolder(t, { ...RULES, ...(Object.fromEntries(files) as Record<string, string>) });
  const rules = Object.keys(RULES).filter(() => draw(3) > 0);
  const words = ['apply', path.join(folder, 'star.cocci'), ...rules.map((name) => path.join(folder, name)), folder];
  if (draw(2) === 0) words.push('--json');
  const cache = `--cache=${path.join(folder, 'cache')}`;
  const alone = await outcome([...words, '--jobs', '1']);
  for (const other of [
    ['--jobs', '2'],
    ['--jobs', '2', cache],
    ['--jobs', '1', cache],
    ['--jobs', '2', '--no-scan', cache],
  ])
    t.deepEqual(
      summed(await outcome([...words, ...other]), other),
      summed(alone, other),
      `${String(seed)} ${other.join(' ')}`,
    );
}

/** Without the scan the numbers of files that were parsed are others. */
function summed(found: unknown, options: readonly string[]): unknown {
  return options.includes('--no-scan') ? { ...(found as object), error: '' } : found;
}

for (const seed of [1, 2, 3]) {
  test(`one thread and two, with a cache and without, say the same: drawn case ${String(seed)}`, async (t) => {
    await agree(t, seed);
  });
}

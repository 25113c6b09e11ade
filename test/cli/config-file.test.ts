import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { makeFolder } from '../tree/folder.js';

const CODE = 'void f(void)\n{\n\told_call();\n}\n';
const FILES = { 'r.cocci': 'virtual v\n@r depends on v@ @@\n* old_call();\n', 'a.c': CODE, 'gen/b.c': CODE };

function vedalia(folder: string, ...words: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [path.resolve('bin/vedalia.js'), ...words], { cwd: folder, encoding: 'utf8' });
}

test('options that are not given come from the nearest configuration file', (t) => {
  const config = { define: ['v'], exclude: ['gen'], quiet: true, jobs: 1, cache: 'kept', by: 'file' };
  const folder = makeFolder(t, { ...FILES, 'vedalia.config.json': JSON.stringify(config) });
  mkdirSync(path.join(folder, 'sub'));
  t.like(vedalia(folder, 'apply', 'r.cocci', '.'), { status: 0, stdout: './a.c:3:2: matches r\n', stderr: '' });
  t.like(vedalia(path.join(folder, 'sub'), 'apply', '../r.cocci', '..'), { stdout: '../a.c:3:2: matches r\n' });
  t.like(vedalia(folder, 'apply', 'r.cocci', '.', '--exclude', 'a.c'), { stdout: './gen/b.c:3:2: matches r\n' });
  t.like(vedalia(folder, 'apply', 'r.cocci', '.', '--no-config'), { stdout: '' });
  t.regex(vedalia(folder, 'cache', 'stats', 'kept').stdout, /[1-9]/);
});

test('a mistake in the configuration is told with its file', (t) => {
  const cases: [string, RegExp][] = [
    ['{', /vedalia.*\.vedaliarc\.json: .*JSON/],
    ['[]', /must hold an object/],
    ['{"write": true}', /there is no setting `write`/],
    ['{"jobs": "many"}', /`jobs`: It must be a whole number/],
    ['{"exclude": "gen"}', /`exclude`: It must be a list/],
    ['{"ignore": "no"}', /`ignore`: It must be true or false/],
    ['{"progress": "loud"}', /`progress`: Allowed choices/],
  ];
  for (const [text, message] of cases) {
    const folder = makeFolder(t, { ...FILES, '.vedaliarc.json': text });
    const { status, stderr } = vedalia(folder, 'apply', 'r.cocci', 'a.c');
    t.is(status, 2);
    t.regex(stderr, message);
    t.notRegex(stderr, /\n {4}at /);
  }
});

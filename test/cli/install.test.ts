import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { makeFolder } from '../tree/folder.js';

const FILES = {
  'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n',
  'a.c': 'void f(void)\n{\n\told_call();\n}\n',
};

/** Lays out the package in a folder, with the packages around it that the pattern lets pass. */
function install(folder: string, packages: RegExp): (words: readonly string[]) => string {
  cpSync('bin', path.join(folder, 'bin'), { recursive: true });
  cpSync('dist/src', path.join(folder, 'dist/src'), { recursive: true });
  cpSync('package.json', path.join(folder, 'package.json'));
  spawnSync('node', ['scripts/copy-grammar.mjs', path.join(folder, 'dist/grammar')]);
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of readdirSync('node_modules').filter((each) => packages.test(each)))
    symlinkSync(path.resolve('node_modules', name), path.join(folder, 'node_modules', name));
  const env = { ...process.env, XDG_CACHE_HOME: path.join(folder, 'cache') };
  return (words) => spawnSync('node', ['bin/vedalia.js', ...words], { cwd: folder, encoding: 'utf8', env }).stdout;
}

test('without the packages that need a compiler the WebAssembly parser does the work', (t) => {
  const vedalia = install(makeFolder(t, FILES), /^(?!\.|tree-sitter)/);
  t.regex(vedalia(['doctor']), /^parser WebAssembly \(web-tree-sitter\)/m);
  t.true(vedalia(['apply', 'r.cocci', 'a.c']).includes('+\tnew_call();\n'));
});

test('the bundled command line finds the grammar, its threads and the packages that are not in it', (t) => {
  const folder = makeFolder(t, { ...FILES, 'b.c': 'void g(void)\n{\n\told_call();\n}\n' });
  const vedalia = install(folder, /^(fast-glob|web-tree-sitter)$/);
  const { status, stderr } = spawnSync('node', ['scripts/bundle.mjs', path.join(folder, 'dist')], { encoding: 'utf8' });
  t.is(status, 0, stderr);
  t.regex(vedalia(['doctor']), /^parser WebAssembly \(web-tree-sitter\)/m);
  t.is(vedalia(['--version']), `${version()}\n`);
  const diff = vedalia(['apply', 'r.cocci', '*.c', '--jobs', '2', '--timeout', '100']);
  t.deepEqual(diff.match(/^--- .*/gm), ['--- a/a.c', '--- a/b.c']);
  t.is(vedalia(['apply', 'r.cocci', 'a.c', 'b.c']), diff, 'with the code that V8 has made in the run before');
  const [kept = ''] = readdirSync(path.join(folder, 'cache/vedalia/code'));
  t.true(readdirSync(path.join(folder, 'cache/vedalia/code', kept)).some((name) => name.startsWith('run-')));
});

function version(): string {
  return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
}

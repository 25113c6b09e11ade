import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { makeFolder } from '../tree/folder.js';

test('without the packages that need a compiler the WebAssembly parser does the work', (t) => {
  const folder = makeFolder(t, {
    'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n',
    'a.c': 'void f(void)\n{\n\told_call();\n}\n',
  });
  cpSync('bin', path.join(folder, 'bin'), { recursive: true });
  cpSync('dist/src', path.join(folder, 'dist/src'), { recursive: true });
  cpSync('package.json', path.join(folder, 'package.json'));
  spawnSync('node', ['scripts/copy-grammar.mjs', path.join(folder, 'dist/grammar')]);
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of readdirSync('node_modules').filter((each) => !/^(\.|tree-sitter)/.test(each))) {
    symlinkSync(path.resolve('node_modules', name), path.join(folder, 'node_modules', name));
  }
  const vedalia = (words: readonly string[]): string =>
    spawnSync('node', ['bin/vedalia.js', ...words], { cwd: folder, encoding: 'utf8' }).stdout;
  t.regex(vedalia(['doctor']), /^parser WebAssembly \(web-tree-sitter\)/m);
  t.true(vedalia(['apply', 'r.cocci', 'a.c']).includes('+\tnew_call();\n'));
});

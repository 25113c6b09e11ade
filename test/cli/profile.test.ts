import path from 'node:path';
import test from 'ava';
import { vedalia } from '../../src/cli/index.js';
import { makeFolder } from '../tree/folder.js';
import { record } from './recording.js';

test('a profile names stages, rules and files, and changes nothing', async (t) => {
  const folder = makeFolder(t, {
    'r.cocci': '@swap@ @@\n- old();\n+ new();\n',
    'a.c': 'void f(void)\n{\n\told();\n}\n',
    'b.c': 'int x;\n',
  });
  const recording = record();
  const { io } = recording;
  const out = (): string => recording.out();
  t.is(await vedalia(['profile', path.join(folder, 'r.cocci'), folder], io), 0);
  t.regex(out(), /^2 files, 1 of them hold the words that the patches require\n/);
  for (const name of ['list files', 'read and scan', 'parse', 'match', 'edit'])
    t.true(out().includes(`  ${name}\n`), name);
  t.regex(out(), /r\.cocci: swap\n/);
  t.regex(out(), /0\.0 {2}\S*a\.c\n$/);
  t.is(await vedalia(['profile', folder], io), 2);
});

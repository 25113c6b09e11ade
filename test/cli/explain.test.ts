import path from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { vedalia } from '../../src/cli/index.js';
import { makeFolder } from '../tree/folder.js';
import { record } from './recording.js';

const CODE = `int g(int x)
{
	take(x);
	return x;
}

int f(int x)
{
	take(x);
	use(x);
	drop(x + 1);
	return 0;
}
`;

async function explained(t: ExecutionContext, rules: string, code = CODE): Promise<string> {
  const folder = makeFolder(t, { 'r.cocci': rules, 'a.c': code });
  const recording = record();
  t.is(await vedalia(['explain', path.join(folder, 'r.cocci'), path.join(folder, 'a.c')], recording.io), 0);
  t.is(recording.error(), '');
  return recording.out().replace(path.join(folder, 'a.c'), 'a.c');
}

test('rules that match are counted, and edits told', async (t) => {
  t.is(await explained(t, '@r@ expression e; @@\n- take(e);\n'), 'a.c (would be changed)\n  r: 2 matches\n');
});

test('words that the file lacks are named', async (t) => {
  const out = await explained(t, '@r@ expression e; @@\n- take(e);\n(\n- hand(e);\n|\n- give(e);\n)\n');
  t.is(out, 'a.c\n  r: no match: the file lacks hand or give\n');
});

test('a dependency that does not hold and a value that is not there are named', async (t) => {
  const rules =
    'virtual z\n@a@ expression e; @@\nnone(e);\n@b depends on a && never z@ @@\n- take(...);\n@c@ expression a.e; @@\n- take(e);\n';
  t.is(
    await explained(t, rules),
    [
      'a.c',
      '  a: no match: the file lacks none',
      '  b: no match: not looked for, as `depends on a && never z` does not hold',
      '  c: no match: not looked for, as a.e has no value',
      '',
    ].join('\n'),
  );
});

test('the code that came nearest is named with what is missing there', async (t) => {
  const out = await explained(
    t,
    '@r@ expression e; @@\n take(e);\n ...\n use(e);\n ...\n- drop(e, ...);\n- return 1;\n',
  );
  t.is(out, 'a.c\n  r: no match: nearest is f in line 7: nothing there matches line 7 of the patch, `- return 1;`\n');
});

test('where everything matches by itself the values or paths are at fault', async (t) => {
  const out = await explained(t, '@r@ expression e; @@\n take(e);\n ...\n- drop(e);\n');
  t.regex(out, /nearest is f in line 7: each piece matches there, but not with the same values/);
});

test('where nothing matches the first line is named', async (t) => {
  const out = await explained(t, '@r@ expression e; @@\n- take(e, e);\n');
  t.is(out, 'a.c\n  r: no match: nothing in the file matches line 2 of the patch, `- take(e, e);`\n');
});

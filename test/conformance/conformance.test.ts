import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { levelOf, tokensOf } from './level.js';
import type { SuiteResult } from './suite.js';

const ROOT = new URL('../../../', import.meta.url);

/** Where the suite may be: named by the environment, or in a clone of Coccinelle beside this one. */
const PLACES = [process.env['COCCINELLE_TESTS'], fileURLToPath(new URL('../coccinelle/tests', ROOT))];
const suite = PLACES.find((place) => place !== undefined && existsSync(place));

interface Passing {
  readonly passing: readonly string[];
}

function runAll(folder: string): SuiteResult[] {
  const program = fileURLToPath(new URL('main.js', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as SuiteResult[];
}

if (suite !== undefined) {
  test('the tests of Coccinelle that test/conformance.json names pass, and no others', (t) => {
    t.timeout(600_000, 'all tests of the suite in one process');
    const results = runAll(suite);
    const { passing } = JSON.parse(readFileSync(new URL('test/conformance.json', ROOT), 'utf8')) as Passing;
    const passed = results.filter(({ level, name }) => level !== 'none' && !name.endsWith('_failure'));
    t.deepEqual(
      passed.map(({ name }) => name),
      passing,
    );
    t.deepEqual(
      results.filter(({ failure }) => failure !== ''),
      [],
    );
    t.deepEqual(
      results.filter(({ printed }) => printed === false),
      [],
    );
  });
}

test('white space and comments make no other tokens', (t) => {
  t.is(levelOf('f(a, /* b */ c);\n', 'f(a,c) ; // d\n'), 'tokens');
  t.is(levelOf('int a[] = { 1, 2, };\n', 'int a[] = {1, 2};\n'), 'tokens');
  t.is(levelOf('"$Id: a$"\n', '"$Id: b$"\n'), 'tokens');
  t.is(levelOf('a + +b;\n', 'a ++b;\n'), 'none');
  t.is(levelOf('f(1);\n', 'f(1);\n'), 'exact');
});

test('the line end behind a directive is a token', (t) => {
  t.deepEqual(tokensOf('#include <a b.h>\nf'), ['#', 'include', '<a b.h>', 'EOL', 'f']);
  t.is(levelOf('#define a 1\nb', '#define a\n1 b'), 'none');
  t.is(levelOf('#define a(x) 1\n', '#define a (x) 1\n'), 'none');
  t.is(levelOf('#define a 1 \\\n  + 2\n', '#define a 1 + 2\n'), 'tokens');
});

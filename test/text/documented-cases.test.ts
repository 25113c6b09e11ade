import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';

test('the cases that the table of the language names are there', (t) => {
  const named = [...readFileSync('docs/smpl.md', 'utf8').matchAll(/`([\w-]+\/[\w-]+\.txt)`/g)].map(
    ([, name = '']) => name,
  );
  t.true(named.length > 50);
  t.deepEqual(
    named.filter((name) => !existsSync(`test/cases/${name}`)),
    [],
  );
});

import { readFileSync } from 'node:fs';
import test from 'ava';
import { STANDARD_ISOMORPHISMS } from '../../src/compile/standard-isomorphisms.js';

test('the isomorphisms that are built in are those of the file', (t) => {
  t.is(
    STANDARD_ISOMORPHISMS,
    readFileSync('patterns/standard.iso', 'utf8'),
    'run `npm run embed` after editing the file',
  );
});

import path from 'node:path';
import test from 'ava';
import { holds, mayHold, WordScanner } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

const word = (text: string): { op: 'word'; word: string } => ({ op: 'word', word: text });

test('a word is found as a whole identifier only', (t) => {
  const has = (text: string): boolean => holds(word('free'), Buffer.from(text));
  t.true(has('free'));
  t.true(has('x = free(y);'));
  t.true(has('kfree(x); free(x);'));
  t.false(has('kfree(x);'));
  t.false(has('free_all(x);'));
  t.false(has('free2'));
  t.false(has(''));
});

test('words that are no identifiers need no boundary', (t) => {
  t.true(holds(word('<linux/slab.h>'), Buffer.from('#include<linux/slab.h>\n')));
  t.true(holds(word('"%p"'), Buffer.from('L"%p"x')));
});

test('formulas combine words', (t) => {
  const bytes = Buffer.from('alpha beta');
  const both = { op: 'and', parts: [word('alpha'), word('gamma')] } as const;
  const either = { op: 'or', parts: [word('gamma'), word('beta')] } as const;
  t.false(holds(both, bytes));
  t.true(holds(either, bytes));
  t.true(holds({ op: 'true' }, bytes));
  t.true(holds({ op: 'and', parts: [word('alpha'), either] }, bytes));
  t.false(holds({ op: 'or', parts: [] }, bytes));
});

test('a scanner reads one file after another, larger and smaller, and sees nothing of the one before', (t) => {
  const large = 'x'.repeat(3 << 20);
  const folder = makeFolder(t, { '1.c': 'needle\n', '2.c': `${large} needle`, '3.c': 'hay\n', '4.c': '' });
  const scanner = new WordScanner(word('needle'));
  const read = (name: string): string | undefined => scanner.read(path.join(folder, name))?.text;
  t.is(read('1.c'), 'needle\n');
  t.is(read('2.c'), `${large} needle`);
  t.is(read('3.c'), undefined);
  t.is(read('4.c'), undefined);
  t.is(read('1.c'), 'needle\n');
});

test('a file that cannot be read makes it throw', (t) => {
  t.throws(() => new WordScanner({ op: 'true' }).read('/nowhere/at/all.c'), { code: 'ENOENT' });
});

test('a text may hold a word that is only part of a longer one', (t) => {
  const either = { op: 'or', parts: [word('gamma'), word('free')] } as const;
  t.true(mayHold(either, 'kfree(x);'));
  t.false(mayHold({ op: 'and', parts: [either, word('gamma')] }, 'kfree(x);'));
  t.true(mayHold({ op: 'true' }, ''));
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { mayHold, WordScanner } from '../../src/tree/index.js';
import { WordCondition } from '../../src/tree/word-condition.js';
import { makeFolder } from './folder.js';

const word = (text: string): { op: 'word'; word: string } => ({ op: 'word', word: text });

test('files that hold the words of some patch are read, with what they hold, the others are passed over', (t) => {
  const large = 'x'.repeat(1_000_000);
  const texts = ['needle\n', `${large} needle`, 'needle_of_another\n', '', `${large}\nneedle`, 'thread needle\n'];
  const names = texts.map((_, index) => `${String(index)}.c`);
  const folder = makeFolder(t, Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
  const both = { op: 'and', parts: [word('needle'), word('thread')] } as const;
  const scanner = new WordScanner([word('needle'), both]);
  // The large files make the room grow; what stands behind a shorter text is of another file.
  for (let round = 0; round < 2; round++) {
    const found = names.map((name) => scanner.read(path.join(folder, name)));
    t.deepEqual(
      found.map((file) => file?.source.text === undefined),
      [false, false, true, true, false, false],
    );
    t.deepEqual(
      found.map((file) => file?.concerns),
      [[true, false], [true, false], undefined, undefined, [true, false], [true, true]],
    );
    t.deepEqual(
      found.map((file, index) => file === null || file.source.text === texts[index]),
      texts.map(() => true),
    );
  }
});

test('texts as large as the room, and larger, are read to their end', (t) => {
  const room = 7 * 65_536;
  const sizes = [room - 200, room - 90, room - 64, room - 1, room, room + 1, 2 * room, 3 * room + 5];
  const folder = makeFolder(t, {});
  for (const ending of ['\n', ' needle', ' needle\n']) {
    const scanner = new WordScanner([word('needle')]);
    for (const size of sizes) {
      const text = 'y\n'.repeat(size / 2).slice(ending.length) + ending;
      writeFileSync(path.join(folder, 'a.c'), text);
      t.is(scanner.read(path.join(folder, 'a.c'))?.source.text, ending === '\n' ? undefined : text);
    }
  }
});

test('a formula that asks for nothing takes every file', (t) => {
  const folder = makeFolder(t, { 'a.c': 'x' });
  t.deepEqual(new WordScanner([{ op: 'true' }]).read(path.join(folder, 'a.c'))?.concerns, [true]);
  t.is(new WordScanner([{ op: 'or', parts: [] }]).read(path.join(folder, 'a.c')), null);
});

test('a file that cannot be read makes it throw', (t) => {
  t.throws(() => new WordScanner([{ op: 'true' }]).read('/nowhere/at/all.c'), { code: 'ENOENT' });
});

test('a text may hold a word that is only part of a longer one', (t) => {
  const either = { op: 'or', parts: [word('gamma'), word('free')] } as const;
  t.true(mayHold(either, 'kfree(x);'));
  t.false(mayHold({ op: 'and', parts: [either, word('gamma')] }, 'kfree(x);'));
  t.true(mayHold({ op: 'true' }, ''));
});

test('the words that most texts lack are asked for first, and answers stay the same', (t) => {
  const either = { op: 'or', parts: [word('often'), word('seldom')] } as const;
  const formula = { op: 'and', parts: [either, word('always'), { op: 'true' }, word('rare')] } as const;
  const condition = new WordCondition(formula);
  for (let index = 0; index < 200; index++) {
    const text = ['always', index % 2 === 0 ? 'often' : 'other', index % 40 === 0 ? 'rare' : ''].join(' ');
    const asked: string[] = [];
    const holds = condition.isMetBy((each) => {
      asked.push(each);
      return text.includes(each);
    });
    t.is(holds, mayHold(formula, text));
    if (index > 100 && !text.includes('rare')) t.deepEqual(asked, ['rare']);
  }
});

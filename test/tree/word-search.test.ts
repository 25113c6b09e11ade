import { readFileSync } from 'node:fs';
import test from 'ava';
import openWabt from 'wabt';
import { WordSearch } from '../../src/tree/index.js';
import { PlainProgram } from '../../src/tree/search-program.js';
import { WORD_SEARCH } from '../../src/tree/word-search-program.js';

const FILLERS = Array.from({ length: 33 }, (_, index) => `filler_${String(index)}`);

/**
 * Tells which words a text holds, found one by one, with others beside them all at once, and when some others were looked
 * for before; and that there is the same to find without WebAssembly.
 */
function finder(words: readonly string[]): (text: string) => readonly boolean[] {
  const some = FILLERS.slice(0, 6);
  const searches = [
    new WordSearch(words),
    new WordSearch([...words, ...FILLERS]),
    new WordSearch([...words, ...some]),
    new WordSearch([...words, ...FILLERS], new PlainProgram()),
  ];
  return (text) => {
    const bytes = Buffer.from(text, 'latin1');
    const [single, ...others] = searches.map((search, index) => {
      search.makeRoom(bytes.length);
      bytes.copy(search.room);
      search.take(bytes.length);
      if (index === 2) for (const word of some) search.has(word);
      return words.map((word) => search.has(word));
    });
    for (const other of others)
      if (JSON.stringify(single) !== JSON.stringify(other))
        throw new Error(`${String(single)} against ${String(other)}`);
    return single ?? [];
  };
}

function found(words: readonly string[], text: string): readonly boolean[] {
  return finder(words)(text);
}

/** What the search must find, in plain words. */
function expected(word: string, text: string): boolean {
  const isPart = (character = ' '): boolean => /[\w$\x80-\xff]/.test(character);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = at > 0 && isPart(word[0]) && isPart(text[at - 1]);
    const behind = at + word.length < text.length && isPart(word.at(-1)) && isPart(text[at + word.length]);
    if (!before && !behind) return true;
  }
  return false;
}

test('words are whole identifiers', (t) => {
  t.deepEqual(found(['free'], 'kfree(x); free_all(); free2();'), [false]);
  t.deepEqual(found(['free'], 'kfree(free)'), [true]);
  t.deepEqual(found(['free', 'x', 'frees'], 'free'), [true, false, false]);
  t.deepEqual(found(['naïve'], 'x = naïve;'), [true]);
  t.deepEqual(found(['naïv', 'aïve'], 'x = naïve;'), [false, false]);
  t.deepEqual(found(['$cash'], 'x$cash $cash'), [true]);
});

test('what begins or ends with other characters may stand beside identifiers', (t) => {
  t.deepEqual(found(['<linux/slab.h>', '"%p"'], '#include<linux/slab.h>\nL"%p"x'), [true, true]);
  t.deepEqual(found(['"p'], '"px'), [false]);
});

test('a text does not go on in what an earlier one has left', (t) => {
  const search = new WordSearch(['needle', ...FILLERS]);
  for (const text of ['a needle in hay', 'a need', 'a needle', '', 'needle', 'le', 'needles']) {
    search.room.write(text, 'latin1');
    search.take(text.length);
    t.is(search.has('needle'), expected('needle', text), text);
  }
});

test('words are found wherever they stand, and only where they stand', (t) => {
  // Words that share beginnings, with as few characters as make them collide often.
  const words = [
    'abba',
    'abbab',
    'abbaa',
    'baab',
    'a',
    'ab',
    'bab',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'b_ab',
    'a b',
  ];
  const find = finder(words);
  let state = 7;
  const next = (below: number): number => (state = (state * 48_271) % 0x7fffffff) % below;
  for (let round = 0; round < 3000; round++) {
    const size = next(200);
    const text = Array.from({ length: size }, () => 'ababab_ (\xe9'[next(10)] ?? '').join('');
    t.deepEqual(
      find(text),
      words.map((word) => expected(word, text)),
      text,
    );
  }
});

test('the program is the one that word-search.wat says', async (t) => {
  const assembler = await openWabt();
  const source = readFileSync('src/tree/word-search.wat', 'utf8');
  const program = Buffer.from(assembler.parseWat('word-search.wat', source, { simd: true }).toBinary({}).buffer);
  t.is(program.toString('base64'), WORD_SEARCH, 'run `npm run embed` after editing the file');
});

import test from 'ava';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { applyEdits, unifiedDiff } from '../../src/edit/index.js';
import type { Action, Edit } from '../../src/edit/index.js';
import { lex, spelling } from '../../src/c/index.js';
import { Fixture } from './fixture.js';

/** A small generator of numbers in [0, 1): equal seeds give equal runs. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const PIECES = [
  'a();',
  'foo(x, y);',
  'if (x)',
  '{',
  '}',
  'int i;',
  '/* c */',
  '// d\n',
  'x = 1;',
  'out:',
  'else',
  'return x;',
  '(',
  ')',
  '*',
  ',',
];
const GAPS = [' ', '\n\t', '\n', '\n\n', '', '\t/* g */ ', '\r\n'];
const ADDED = ['b();', '{', '}', 'if (y) {', '// n', 'g(1,', 'else', ', z', '#ifdef X', 'lab:', 'int q = { 1, 2 };'];

function pick<T>(next: () => number, from: readonly T[]): T {
  const value = from[Math.floor(next() * from.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

function makeFixture(next: () => number): Fixture {
  let source = '';
  const count = 5 + Math.floor(next() * 30);
  for (let index = 0; index < count; index++) source += pick(next, PIECES) + pick(next, GAPS);
  return new Fixture(source);
}

function makeActions(next: () => number, fixture: Fixture): Action[] {
  const { count } = fixture.tokens;
  const actions: Action[] = [];
  for (let match = 0; match < 1 + Math.floor(next() * 3) && count > 0; match++) {
    const first = Math.floor(next() * count);
    const length = Math.floor(next() * 6);
    const all = Array.from({ length: Math.min(length, count - first) }, (_, index) => first + index);
    actions.push(...all.map((token): Action => ({ kind: 'remove', token, rule: `rule ${String(match)}`, match })));
    if (next() < 0.3) continue;
    const lines = Array.from({ length: 1 + Math.floor(next() * 2) }, () => {
      const value = all.slice(1, -1);
      return {
        indent: '',
        pieces: [{ text: pick(next, ADDED) }, ...(value.length > 0 && next() < 0.3 ? [{ tokens: value }] : [])],
      };
    });
    const level = next() < 0.5 ? 'line' : 'inline';
    const where = next() < 0.5 ? 'before' : 'after';
    actions.push({
      kind: 'insert',
      token: first,
      where,
      lines,
      level,
      replaces: all.length > 0,
      repeatable: false,
      rule: 'r',
      patchLine: match,
      match,
    });
  }
  return actions;
}

test('edits are in order, never overlap, and leave all other bytes alone', (t) => {
  for (let seed = 1; seed <= 600; seed++) {
    const next = random(seed);
    const fixture = makeFixture(next);
    const { edits } = fixture.plan(makeActions(next, fixture));
    const spans = [0, ...edits.flatMap(({ span }) => [span.start, span.end]), fixture.text.length];
    t.deepEqual(
      spans,
      [...spans].sort((a, b) => a - b),
      `seed ${String(seed)}`,
    );
    t.is(applyEdits(fixture.text, edits), rebuilt(fixture.text, edits), `seed ${String(seed)}`);
  }
});

test('without insertions exactly the removed tokens are gone, but for commas, of which none is left over', (t) => {
  for (let seed = 1; seed <= 600; seed++) {
    const next = random(seed * 7);
    const fixture = makeFixture(next);
    const actions = makeActions(next, fixture).filter(({ kind }) => kind === 'remove');
    const removed = new Set(actions.map(({ token }) => token));
    const kept = words(fixture.text).filter((_, index) => !removed.has(index));
    const left = words(fixture.apply(actions));
    const told = `seed ${String(seed)}: ${JSON.stringify(fixture.text)}`;
    t.deepEqual(left.filter(isNoComma), kept.filter(isNoComma), told);
    const pairs = kept.map((word, index) => `${kept[index - 1] ?? ''}${word}`);
    const [before, after] = [kept, left].map((all) => all.length - all.filter(isNoComma).length) as [number, number];
    t.true(after <= before && before - after <= pairs.filter((pair) => /^(?:,,|\(,|\{,|,\))$/.test(pair)).length, told);
  }
});

test('the order of the actions of one match does not matter', (t) => {
  for (let seed = 1; seed <= 300; seed++) {
    const next = random(seed * 13);
    const fixture = makeFixture(next);
    const actions = makeActions(next, fixture).filter(({ match }) => match === 0);
    t.is(fixture.apply([...actions].reverse()), fixture.apply(actions));
  }
});

function isNoComma(word: string): boolean {
  return word !== ',';
}

/** The text with its edits, put together from what is between them. */
function rebuilt(source: string, edits: readonly Edit[]): string {
  let end = 0;
  let result = '';
  for (const { span, text } of edits) {
    result += source.slice(end, span.start) + text;
    end = span.end;
  }
  return result + source.slice(end);
}

function words(source: string): string[] {
  const tokens = lex(source);
  return Array.from({ length: tokens.count }, (_, index) => spelling(tokens, index));
}

/** Some lines of few kinds, so that many are equal. */
function someLines(next: () => number, kinds: number): string[] {
  return Array.from({ length: Math.floor(next() * 25) }, () => 'abcde'[Math.floor(next() * kinds)] ?? '');
}

function changed(lines: readonly string[], next: () => number): string[] {
  const now = [...lines];
  for (let count = Math.floor(next() * 4); count >= 0; count--) {
    now.splice(Math.floor(next() * (now.length + 1)), Math.floor(next() * 3), ...someLines(next, 3).slice(0, 2));
  }
  return now;
}

test('a diff is the same as of the whole texts, though only lines around what differs are aligned', (t) => {
  for (let seed = 1; seed <= 600; seed++) {
    const next = random(seed * 13);
    const lines = someLines(next, 1 + Math.floor(next() * 5));
    const before = lines.join('\n') + (next() < 0.7 ? '\n' : '');
    const after = changed(lines, next).join('\n') + (next() < 0.7 ? '\n' : '');
    if (before === after) continue;
    const context = Math.floor(next() * 4);
    const options = { context, headerOptions: FILE_HEADERS_ONLY, stripTrailingCr: false };
    const whole = createTwoFilesPatch('a', 'b', before, after, undefined, undefined, options);
    t.is(unifiedDiff(before, after, { pathBefore: 'a', pathAfter: 'b', context }), whole, `seed ${String(seed)}`);
  }
});

import test from 'ava';
import { Fixture, text } from './fixture.js';

test('two different replacements of one place are reported and the first is made', (t) => {
  const fixture = new Fixture(text('f()', '{', '\told();', '}'));
  const actions = [
    ...fixture.replace('old();', ['one();'], { match: 1, patchLine: 5 }),
    ...fixture.replace('old();', ['two();'], { match: 2, patchLine: 7 }),
  ];
  t.is(fixture.apply(actions), text('f()', '{', '\tone();', '}'));
  const { diagnostics } = fixture.plan(actions);
  t.deepEqual(
    diagnostics.map(({ code, line, column }) => ({ code, line, column })),
    [{ code: 'conflicting-edits', line: 3, column: 2 }],
  );
  t.regex(diagnostics[0]?.message ?? '', /patch line 5.*patch line 7/);
});

test('partly overlapping replacements conflict too, and the loser is left out as a whole', (t) => {
  const fixture = new Fixture('a + b + c; x;');
  const actions = [
    ...fixture.replace('a + b', ['p'], { match: 1, level: 'inline' }),
    ...fixture.replace('b + c', ['q'], { match: 2, level: 'inline' }),
    ...fixture.remove('x;', { match: 2 }),
  ];
  t.is(fixture.plan(actions).diagnostics.length, 1);
  t.is(fixture.apply(actions), 'p + c; x;');
});

test('equal replacements and plain removals do not conflict', (t) => {
  const fixture = new Fixture(text('f()', '{', '\told();', '}'));
  const actions = [
    ...fixture.replace('old();', ['one();'], { match: 1 }),
    ...fixture.replace('old();', ['one();'], { match: 2 }),
    ...fixture.remove('old();', { match: 3 }),
  ];
  t.deepEqual(fixture.plan(actions).diagnostics, []);
  t.is(fixture.apply(actions), text('f()', '{', '\tone();', '}'));
});

test('no action, no edit', (t) => {
  t.deepEqual(new Fixture('int x;').plan([]), { edits: [], diagnostics: [] });
});

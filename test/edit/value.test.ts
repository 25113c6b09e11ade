import test from 'ava';
import { Fixture, text } from './fixture.js';
import type { Action, InsertPiece } from '../../src/edit/index.js';

const inline = { level: 'inline', replaces: true } as const;

test('values keep their own blanks and comments', (t) => {
  const fixture = new Fixture('x = foo(a+b /* sum */ , c);');
  const value: InsertPiece = { tokens: fixture.find('a + b') };
  t.is(
    fixture.apply(fixture.replace('foo(a + b, c)', [[{ text: 'bar(1, ' }, value, { text: ')' }]], inline)),
    'x = bar(1, a+b);',
  );
});

test('nested matches compose', (t) => {
  const fixture = new Fixture('x = foo(foo(1,2),3);');
  const outer = fixture.find('foo(1, 2)');
  const actions: Action[] = [
    ...fixture.replace('foo(foo(1, 2), 3)', [[{ text: 'foo2(' }, { tokens: outer }, { text: ')' }]], {
      ...inline,
      match: 1,
    }),
    ...fixture.replace('foo(1, 2)', [[{ text: 'foo2(' }, { tokens: fixture.find('1') }, { text: ')' }]], {
      ...inline,
      match: 2,
    }),
  ];
  t.is(fixture.apply(actions), 'x = foo2(foo2(1));');
  t.is(fixture.apply([...actions].reverse()), 'x = foo2(foo2(1));');
});

test('edits inside a dropped value are dropped with it', (t) => {
  const fixture = new Fixture('x = foo(1,foo(2,3));');
  const actions: Action[] = [
    ...fixture.replace('foo(1, foo(2, 3))', [[{ text: 'foo2(' }, { tokens: fixture.find('1') }, { text: ')' }]], {
      ...inline,
      match: 1,
    }),
    ...fixture.replace('foo(2, 3)', [[{ text: 'foo2(' }, { tokens: fixture.find('2') }, { text: ')' }]], {
      ...inline,
      match: 2,
    }),
  ];
  t.is(fixture.apply(actions), 'x = foo2(1);');
});

test('three levels compose, and insertions inside moved code come along', (t) => {
  const fixture = new Fixture('f(f(f(a)));');
  const actions: Action[] = [1, 2, 3].flatMap((match) => {
    const at = fixture.find('f(', match)[0] ?? 0;
    const close = fixture.tokens.partner[at + 1] ?? 0;
    const all = Array.from({ length: close - at + 1 }, (_, index) => at + index);
    return [
      ...all.map((token) => ({ kind: 'remove', token, rule: 'r', match }) as const),
      fixture.before('f(', [[{ text: 'g(' }, { tokens: all.slice(2, -1) }, { text: ')' }]], {
        ...inline,
        match,
        nth: match,
      }),
    ];
  });
  const extra = fixture.after('a', [', b'], { level: 'inline', match: 4 });
  t.is(fixture.apply([...actions, extra]), 'g(g(g(a, b)));');
});

test('two matches of one place that both keep a value do not recurse', (t) => {
  const fixture = new Fixture('x = a;');
  const actions = [1, 2].flatMap((match) =>
    fixture.replace('a', [[{ text: 'f(' }, { tokens: fixture.find('a') }, { text: ')' }]], { ...inline, match }),
  );
  t.is(fixture.apply(actions), 'x = f(a);');
});

test('a value that was removed in two pieces is put together', (t) => {
  const fixture = new Fixture('int a[3];');
  const type: InsertPiece = { tokens: [...fixture.find('int'), ...fixture.find('[3]')] };
  t.is(fixture.apply(fixture.replace('int a[3];', [[{ text: 'alloc(' }, type, { text: ');' }]])), 'alloc(int[3]);');
});

test('an empty list takes its comma along', (t) => {
  const fixture = new Fixture('f();');
  const empty: InsertPiece = { tokens: [] };
  t.is(fixture.apply(fixture.replace('f()', [[{ text: 'g(x, ' }, empty, { text: ')' }]], inline)), 'g(x);');
  t.is(fixture.apply(fixture.replace('f()', [[{ text: 'g(' }, empty, { text: ', x)' }]], inline)), 'g(x);');
});

test('operands that would come apart get parentheses', (t) => {
  const cases: [string, string, string][] = [
    ['2 * ', '', 'y = 2 * (a + b);'],
    ['', '->x', 'y = (a + b)->x;'],
    ['!', '', 'y = !(a + b);'],
    ['(long)', '', 'y = (long)(a + b);'],
    ['f(', ')', 'y = f(a + b);'],
    ['', ' + 1', 'y = a + b + 1;'],
    ['1 + ', '', 'y = 1 + (a + b);'],
    ['', ' ? c : d', 'y = a + b ? c : d;'],
  ];
  for (const [left, right, result] of cases) {
    const fixture = new Fixture('y = foo(a + b);');
    const line: InsertPiece[] = [{ text: left }, { tokens: fixture.find('a + b') }, { text: right }];
    t.is(
      fixture.apply(
        fixture.replace('foo(a + b)', [line.filter((piece) => !('text' in piece) || piece.text !== '')], inline),
      ),
      result,
    );
  }
});

test('operators of the kept code count as well', (t) => {
  const fixture = new Fixture('y = 2 * max(a + b) - 1;');
  t.is(
    fixture.apply(fixture.replace('max(a + b)', [[{ tokens: fixture.find('a + b') }]], inline)),
    'y = 2 * (a + b) - 1;',
  );
});

test('a value over several lines moves as a whole', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x)', '\t\tcall(one,', '\t\t     two);', '\trest();', '}'));
  const body: InsertPiece = { tokens: fixture.find('call(one, two);') };
  t.is(
    fixture.apply(fixture.replace('if (x) call(one, two);', [[body]])),
    text('f()', '{', '\tcall(one,', '\t     two);', '\trest();', '}'),
  );
});

test('a pointer type clings to the name behind it', (t) => {
  const fixture = new Fixture('int *x;');
  const type: InsertPiece = { tokens: fixture.find('int *') };
  t.is(fixture.apply(fixture.replace('int *x;', [[type, { text: ' y;' }]])), 'int *y;');
  t.is(fixture.apply(fixture.replace('int *x;', [[type, { text: ' *y;' }]])), 'int **y;');
});

test('of two places of one match that lie in each other the outer one counts', (t) => {
  const fixture = new Fixture('f(v.fld, v);');
  const place = (actions: readonly Action[], hit: number): Action[] => actions.map((action) => ({ ...action, hit }));
  const actions = [
    ...place(fixture.replace('v.fld', ['v->fld'], inline), 1),
    ...place(fixture.replace('v', ['*v'], { ...inline, patchLine: 2 }), 2),
    ...place(fixture.replace('v', ['*v'], { ...inline, nth: 2, patchLine: 2 }), 3),
  ];
  t.is(fixture.apply(actions), 'f(v->fld, *v);');
});

import test from 'ava';
import { Fixture, text } from './fixture.js';

function removing(source: string, ...quotes: string[]): string {
  const fixture = new Fixture(source);
  return fixture.apply(quotes.flatMap((quote, index) => fixture.remove(quote, { match: index })));
}

test('a line left empty goes with its line end', (t) => {
  t.is(removing(text('{', '\ta();', '\tfoo();', '\tb();', '}'), 'foo();'), text('{', '\ta();', '\tb();', '}'));
});

test('the comment behind a removed statement goes with it', (t) => {
  t.is(removing(text('{', '\tfoo(); /* why */', '\tb();', '}'), 'foo();'), text('{', '\tb();', '}'));
  t.is(removing(text('{', '\tint i; // = 1;', '\tb();', '}'), 'int i;'), text('{', '\tb();', '}'));
});

test('a line partly left keeps no blank at its end and no two in its middle', (t) => {
  t.is(removing(text('{', '\ta(); foo();', '}'), 'foo();'), text('{', '\ta();', '}'));
  t.is(removing(text('{', '\tfoo(); b();', '}'), 'foo();'), text('{', '\tb();', '}'));
  t.is(removing(text('{ int i; int j; int k; }'), 'int j;'), text('{ int i; int k; }'));
});

test('comments of kept code on the line stay', (t) => {
  t.is(
    removing(text('{', '\ta(); /* of a */', '\tfoo();', '\tb();', '}'), 'foo();'),
    text('{', '\ta(); /* of a */', '\tb();', '}'),
  );
  t.is(removing(text('{', '\t/* front */ foo();', '\tb();', '}'), 'foo();'), text('{', '\t/* front */', '\tb();', '}'));
});

test('comments between removed tokens go', (t) => {
  const source = text('{', '\tfoo();', '\t/* one */', '\tfoo();', '\tb();', '}');
  const fixture = new Fixture(source);
  t.is(
    fixture.apply([...fixture.remove('foo();', { match: 1 }), ...fixture.remove('foo();', { nth: 2, match: 2 })]),
    text('{', '\tb();', '}'),
  );
});

test('a comment above goes when the removed code and it are set apart', (t) => {
  t.is(
    removing(text('{', '\ta();', '', '\t/* para */', '\tfoo();', '', '\tb();', '}'), 'foo();'),
    text('{', '\ta();', '', '\tb();', '}'),
  );
  t.is(removing(text('{', '\ta();', '\t/* last', '\t * one */', '\tfoo();', '}'), 'foo();'), text('{', '\ta();', '}'));
});

test('a comment above stays between kept neighbours', (t) => {
  const kept = text('{', '\ta();', '\t/* both */', '\tb();', '}');
  t.is(removing(text('{', '\ta();', '\t/* both */', '\tfoo();', '\tb();', '}'), 'foo();'), kept);
  t.is(
    removing(text('{', '\ta();', '\t/* section */', '', '\tfoo();', '}'), 'foo();'),
    text('{', '\ta();', '\t/* section */', '}'),
  );
});

test('the comment at the top of a file stays', (t) => {
  t.is(removing(text('/* licence */', 'int x;', '', 'int y;'), 'int x;'), text('/* licence */', '', 'int y;'));
});

test('of the blank lines on both sides one side is left', (t) => {
  t.is(
    removing(text('{', '\ta();', '', '\tfoo();', '', '\tb();', '}'), 'foo();'),
    text('{', '\ta();', '', '\tb();', '}'),
  );
  t.is(
    removing(text('{', '\ta();', '', '\tfoo();', '', '', '\tb();', '}'), 'foo();'),
    text('{', '\ta();', '', '', '\tb();', '}'),
  );
});

test('no blank line is left at the edge of a block', (t) => {
  t.is(removing(text('{', '\tfoo();', '', '\tb();', '}'), 'foo();'), text('{', '\tb();', '}'));
  t.is(removing(text('{', '\ta();', '', '\tfoo();', '}'), 'foo();'), text('{', '\ta();', '}'));
  t.is(removing(text('{', '', '\tfoo();', '', '}'), 'foo();'), text('{', '}'));
});

test('items at the edges of a file go with their blank lines', (t) => {
  t.is(removing(text('MODULE(x);', '', 'int x;'), 'MODULE(x);'), text('int x;'));
  t.is(removing(text('int x;', '', '#include <a.h>'), '#include <a.h>'), text('int x;'));
  t.is(removing('int x;\nint y;', 'int y;'), 'int x;\n');
  t.is(removing(text('int x;'), 'int x;'), '');
});

test('arguments go without a trace', (t) => {
  t.is(removing('f(a, b, c);', ', b'), 'f(a, c);');
  t.is(removing('f(a, b, c);', 'a,'), 'f(b, c);');
  t.is(removing('f(a, b);', ', b'), 'f(a);');
  t.is(removing('f(a, b,\n  c);', 'b,'), 'f(a,\n  c);');
  t.is(removing('f(a,\n  b,\n  c);', 'b,'), 'f(a,\n  c);');
  t.is(removing('f(a,\n  b);', 'a,'), 'f(b);');
});

test('words never run into each other', (t) => {
  t.is(removing('int(a)b;', '(a)'), 'int b;');
  t.is(removing('x = a -(b)- c;', '(b)'), 'x = a - - c;');
  t.is(removing('struct foo x autofree;', 'autofree'), 'struct foo x;');
  t.is(removing('int __att * x;', '__att'), 'int * x;');
});

test('blanks that were there before stay', (t) => {
  t.is(removing(text('{', '\ta(); ', '\tfoo();', '}'), 'foo();'), text('{', '\ta(); ', '}'));
});

test('braces around several statements go and the inside moves out', (t) => {
  const source = text(
    'void f(void)',
    '{',
    '\tif (x) {',
    '\t\ta(1,',
    '\t\t  2);',
    '',
    '#ifdef X',
    '\t\t/* b */',
    '\t\tb();',
    '#endif',
    '\t}',
    '}',
  );
  const fixture = new Fixture(source);
  const close = fixture.find('}')[0] ?? 0;
  t.is(
    fixture.apply([...fixture.remove('if (x) {'), { kind: 'remove', token: close, rule: 'r', match: 1 }]),
    text('void f(void)', '{', '\ta(1,', '\t  2);', '', '#ifdef X', '\t/* b */', '\tb();', '#endif', '}'),
  );
});

test('the braces of a branch go and the branch stays where it is', (t) => {
  const fixture = new Fixture(text('void f(void)', '{', '\tif (x) {', '\t\ta();', '\t}', '\tb();', '}'));
  const open = fixture.find('{ a')[0] ?? 0;
  const close = fixture.find('} b')[0] ?? 0;
  const actions = [open, close].map((token) => ({ kind: 'remove', token, rule: 'r', match: 1 }) as const);
  t.is(fixture.apply(actions), text('void f(void)', '{', '\tif (x)', '\t\ta();', '\tb();', '}'));
});

test('a body without braces moves out when its header goes', (t) => {
  t.is(
    removing(text('{', '\tif (p)', '\t\tkfree(p);', '\tb();', '}'), 'if (p)'),
    text('{', '\tkfree(p);', '\tb();', '}'),
  );
  t.is(removing(text('{', '\tif (p) kfree(p);', '}'), 'if (p)'), text('{', '\tkfree(p);', '}'));
});

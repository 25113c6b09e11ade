import test from 'ava';
import { Fixture, text } from './fixture.js';

test('lines behind a statement take its indentation and leave its comment alone', (t) => {
  const fixture = new Fixture(text('{', '\tfoo(); /* c */', '\tb();', '}'));
  t.is(
    fixture.apply([fixture.after('foo();', ['bar();', 'baz();'])]),
    text('{', '\tfoo(); /* c */', '\tbar();', '\tbaz();', '\tb();', '}'),
  );
});

test('lines in front of a statement go between it and the comment above', (t) => {
  const fixture = new Fixture(text('{', '  a();', '  /* c */', '  foo();', '}'));
  t.is(
    fixture.apply([fixture.before('foo();', ['bar();'])]),
    text('{', '  a();', '  /* c */', '  bar();', '  foo();', '}'),
  );
});

test('behind an opening brace the indentation is that of the code there', (t) => {
  const fixture = new Fixture(text('foo()', '{', '   start();', '}'));
  t.is(fixture.apply([fixture.after('{', ['roto();'])]), text('foo()', '{', '   roto();', '   start();', '}'));
});

test('in an empty block the indentation is one step of the file', (t) => {
  const spaces = new Fixture(text('f()', '{', '    a();', '}', 'g() {', '}'));
  t.is(spaces.apply([spaces.after('g() {', ['b();'])]), text('f()', '{', '    a();', '}', 'g() {', '    b();', '}'));
  const tabs = new Fixture(text('g()', '{', '}'));
  t.is(tabs.apply([tabs.before('}', ['b();'])]), text('g()', '{', '\tb();', '}'));
});

test('in front of a closing brace the indentation is that of the statement before', (t) => {
  const fixture = new Fixture(text('f()', '{', '  if (x)', '    a(1,', '      2);', '}'));
  t.is(
    fixture.apply([fixture.before('}', ['b();'])]),
    text('f()', '{', '  if (x)', '    a(1,', '      2);', '  b();', '}'),
  );
});

test('between statements of one line the new one begins a line', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x) { foo(); brk(); }', '}'));
  t.is(
    fixture.apply([fixture.after('foo();', ['bar();'])]),
    text('f()', '{', '\tif (x) { foo();', '\t\tbar(); brk(); }', '}'),
  );
  t.is(
    fixture.apply([fixture.before('brk();', ['bar();'])]),
    text('f()', '{', '\tif (x) { foo(); bar();', '\t\tbrk(); }', '}'),
  );
});

test('steps follow the structure, in the unit of the file', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', '}'));
  const lines = ['if (!sd)', '        return 0;', 'if (x) {', '  b();', '  for (;;)', '    c();', '}'];
  t.is(
    fixture.apply([fixture.after('a();', lines)]),
    text(
      'f()',
      '{',
      '\ta();',
      '\tif (!sd)',
      '\t\treturn 0;',
      '\tif (x) {',
      '\t\tb();',
      '\t\tfor (;;)',
      '\t\t\tc();',
      '\t}',
      '}',
    ),
  );
});

test('flush lines inside braces are indented, continued lines keep their columns', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', '}'));
  const lines = ['if (x) {', 'call(one,', '     two);', '}'];
  t.is(
    fixture.apply([fixture.after('a();', lines)]),
    text('f()', '{', '\ta();', '\tif (x) {', '\t\tcall(one,', '\t\t     two);', '\t}', '}'),
  );
});

test('case lines stand as they were written', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', '}'));
  t.is(
    fixture.apply([
      fixture.after('a();', ['switch (x) {', 'case 1:', '  b();', '  break;', 'default:', '  c();', '}']),
    ]),
    text(
      'f()',
      '{',
      '\ta();',
      '\tswitch (x) {',
      '\tcase 1:',
      '\t\tb();',
      '\t\tbreak;',
      '\tdefault:',
      '\t\tc();',
      '\t}',
      '}',
    ),
  );
});

test('labels stand where the labels of the file do', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', 'out:', '\tb();', '\tc();', '}'));
  t.is(
    fixture.apply([fixture.before('c();', ['fail:'])]),
    text('f()', '{', '\ta();', 'out:', '\tb();', 'fail:', '\tc();', '}'),
  );
  const none = new Fixture(text('f()', '{', '\ta();', '}'));
  t.is(none.apply([none.before('a();', ['fail:'])]), text('f()', '{', '\tfail:', '\ta();', '}'));
});

test('preprocessor lines start in column 0 and end their line', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta(); b();', '}'));
  t.is(
    fixture.apply([
      fixture.before('b();', ['#ifdef X'], { patchLine: 1 }),
      fixture.after('b();', ['#endif'], { patchLine: 2 }),
    ]),
    text('f()', '{', '\ta();', '#ifdef X', '\tb();', '#endif', '}'),
  );
});

test('preprocessor lines between includes', (t) => {
  const fixture = new Fixture(text('#include <a.h>', '#include <b.h>'));
  t.is(
    fixture.apply([
      fixture.after('#include <a.h>', ['#include <c.h>']),
      fixture.before('#include <a.h>', ['#include "d.h"']),
    ]),
    text('#include "d.h"', '#include <a.h>', '#include <c.h>', '#include <b.h>'),
  );
});

test('empty lines of the patch are kept without blanks', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', '\tb();', '}'));
  t.is(
    fixture.apply([fixture.after('a();', ['', 'c();', ''])]),
    text('f()', '{', '\ta();', '', '\tc();', '', '\tb();', '}'),
  );
});

test('a function is set apart from the one before and the one behind', (t) => {
  const fixture = new Fixture(text('int f(void)', '{', '}', '', 'int h(void)', '{', '}'));
  const g = ['int g(void)', '{', '  return 1;', '}'];
  const result = text('int f(void)', '{', '}', '', 'int g(void)', '{', '\treturn 1;', '}', '', 'int h(void)', '{', '}');
  t.is(fixture.apply([fixture.after('int f(void) { }', g)]), result);
  t.is(fixture.apply([fixture.before('int h(void)', g)]), result);
});

test('top-level code goes above all of an item and its comment', (t) => {
  const fixture = new Fixture(text('int x;', '', '/* about f */', 'static int f(void)', '{', '}'));
  t.is(
    fixture.apply([fixture.before('f', ['int y;'])]),
    text('int x;', '', 'int y;', '/* about f */', 'static int f(void)', '{', '}'),
  );
  t.is(
    fixture.apply([fixture.before('f', ['// note'])]),
    text('int x;', '', '/* about f */', '// note', 'static int f(void)', '{', '}'),
  );
});

test('inline code gets the blanks that C needs', (t) => {
  const inline = { level: 'inline' } as const;
  const cases: [string, (fixture: Fixture) => ReturnType<Fixture['after']>, string][] = [
    ['f(a);', (f) => f.after('a', [', b'], inline), 'f(a, b);'],
    ['f(a);', (f) => f.before('a', ['b,'], inline), 'f(b, a);'],
    ['for(i=0;;) ;', (f) => f.before('i', ['int'], inline), 'for(int i=0;;) ;'],
    ['b = x;', (f) => f.after('x', ['* 27'], inline), 'b = x * 27;'],
    ['b = x;', (f) => f.before('x', ['!'], inline), 'b = !x;'],
    ['char f;', (f) => f.after('char', ['__aligned(1)'], inline), 'char __aligned(1) f;'],
    ['char f;', (f) => f.after('char', ['*'], inline), 'char *f;'],
    ['int a[];', (f) => f.after(']', ['__counted_by(n)'], inline), 'int a[] __counted_by(n);'],
    ['struct { int x; };', (f) => f.after('struct', ['foo'], inline), 'struct foo { int x; };'],
    ['f(a);', (f) => f.after(';', ['/* c */'], inline), 'f(a); /* c */'],
  ];
  for (const [source, action, result] of cases) {
    const fixture = new Fixture(source);
    t.is(fixture.apply([action(fixture)]).trimEnd(), result);
  }
});

test('nothing follows a line comment on its line', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tfoo(a, b);', '}'));
  t.is(
    fixture.apply([fixture.after('a,', ['// first'], { level: 'inline' })]),
    text('f()', '{', '\tfoo(a, // first', '\tb);', '}'),
  );
});

test('equal insertions at one place are one, unless they repeat', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', '}'));
  const twice = (repeatable: boolean): string =>
    fixture.apply([1, 2].map((match) => fixture.after('a();', ['b();'], { match, repeatable })));
  t.is(twice(false), text('f()', '{', '\ta();', '\tb();', '}'));
  t.is(twice(true), text('f()', '{', '\ta();', '\tb();', '\tb();', '}'));
});

test('insertions at one place come in the order of the patch', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', '}'));
  const actions = [
    fixture.after('a();', ['c();'], { patchLine: 9 }),
    fixture.after('a();', ['b();'], { patchLine: 4 }),
  ];
  t.is(fixture.apply(actions), text('f()', '{', '\ta();', '\tb();', '\tc();', '}'));
});

test('a statement ends up on its own line even where it was called inline', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tint x;', '\ta();', '}'));
  t.is(
    fixture.apply([fixture.after('int x;', ['g(1);'], { level: 'inline' })]),
    text('f()', '{', '\tint x;', '\tg(1);', '\ta();', '}'),
  );
});

test('several statements of one patch line get a line each', (t) => {
  const fixture = new Fixture(text('f()', '{', '\ta();', '}'));
  t.is(fixture.apply(fixture.replace('a();', ['b(); c();'])), text('f()', '{', '\tb();', '\tc();', '}'));
});

test('an element behind the last one of a list brings the comma', (t) => {
  const list = new Fixture(text('struct s x = {', '\t.a = f(1), /* a */', '\t.b = 2 /* b */', '};'));
  t.is(
    list.apply([list.after('2', ['.c = 3'])]),
    text('struct s x = {', '\t.a = f(1), /* a */', '\t.b = 2, /* b */', '\t.c = 3', '};'),
  );
  t.is(
    list.apply([list.after(',', ['.c = 3,'])]),
    text('struct s x = {', '\t.a = f(1), /* a */', '\t.c = 3,', '\t.b = 2 /* b */', '};'),
  );
  const enumeration = new Fixture(text('enum e {', '\tA,', '\tB', '};'));
  t.is(enumeration.apply([enumeration.before('}', ['C,'])]), text('enum e {', '\tA,', '\tB,', '\tC,', '};'));
});

test('lines put into a macro body are continued', (t) => {
  const fixture = new Fixture(text('#define F(x) do { \\', '\t\ta(x); \\', '\t} while (0)', 'int y;'));
  t.is(
    fixture.apply([fixture.after('a(x);', ['b(x);'])]),
    text('#define F(x) do { \\', '\t\ta(x); \\', '\t\tb(x); \\', '\t} while (0)', 'int y;'),
  );
  t.is(fixture.apply(fixture.remove('a(x);')), text('#define F(x) do { \\', '\t} while (0)', 'int y;'));
});

import test from 'ava';
import { Fixture, text } from './fixture.js';

const inline = { level: 'inline' } as const;

test('only what differs is edited', (t) => {
  const fixture = new Fixture('x = f(a, b); /* c */');
  const { edits } = fixture.plan(fixture.replace('f(a, b)', ['f(a, b, 0)'], inline));
  t.deepEqual(edits, [{ span: { start: 10, end: 10 }, text: ', 0', rules: ['r'] }]);
});

test('code replaced by itself makes no edit', (t) => {
  const fixture = new Fixture('x = f( a,b );');
  t.deepEqual(fixture.plan(fixture.replace('f(a, b)', ['f(a, b)'], inline)).edits, []);
});

test('comments and line breaks between tokens that stay are kept', (t) => {
  const fixture = new Fixture(text('\tf(a, /* first */', '\t  b, // second', '\t  c);'));
  t.is(
    fixture.apply(fixture.replace('f(a, b, c);', ['g(a, b, c);'])),
    text('\tg(a, /* first */', '\t  b, // second', '\t  c);'),
  );
});

test('the spacing of the file is kept around what differs', (t) => {
  const fixture = new Fixture('x = foo ( a,b );');
  t.is(fixture.apply(fixture.replace('foo(a, b)', ['bar(a, b)'], inline)), 'x = bar ( a,b );');
  t.is(fixture.apply(fixture.replace('foo(a, b)', ['bar(a, b)'], inline), { spacing: 'linux' }), 'x = bar(a, b);');
});

test('chance finds in the middle do not mix two ways of spacing', (t) => {
  const fixture = new Fixture('f(1,2,3);');
  t.is(fixture.apply(fixture.replace('f(1, 2, 3);', ['g(3, 2, 1);'])), 'g(3, 2, 1);');
});

test('neighbouring replacements keep what is between them', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tm(1); ', '', '\t/* c */', '\tm(2);', '}'));
  const actions = [1, 2].flatMap((match) =>
    fixture.replace(`m(${String(match)});`, [`n(${String(match)});`], { match }),
  );
  t.is(fixture.apply(actions), text('f()', '{', '\tn(1); ', '', '\t/* c */', '\tn(2);', '}'));
});

test('Linux spacing of added code', (t) => {
  const cases: [string, string][] = [
    ['g(a,b);', 'g(a, b);'],
    ['x=a+b*c;', 'x = a + b * c;'],
    ['x = *p**q - -r;', 'x = *p * *q - -r;'],
    ['if(x)return;', 'if (x)\n\treturn;'],
    ['x = (struct foo*) y;', 'x = (struct foo *)y;'],
    ['foo_t*p = q;', 'foo_t *p = q;'],
    ['const char*const*p;', 'const char * const *p;'],
    ['x = a?b:c;', 'x = a ? b : c;'],
    ['f(sizeof *x, sizeof(y));', 'f(sizeof *x, sizeof(y));'],
    ['i++; --j;', 'i++;\n--j;'],
    ['goto out;', 'goto out;'],
    ['return(x);', 'return (x);'],
    ['struct s t = {.a=1,.b={2}};', 'struct s t = {\n\t.a = 1,\n\t.b = { 2 }\n};'],
  ];
  for (const [written, result] of cases) {
    const fixture = new Fixture('old;');
    t.is(fixture.apply(fixture.replace('old;', [written]), { spacing: 'linux' }), result);
  }
});

test('Linux spacing sets blocks apart', (t) => {
  const fixture = new Fixture(text('f()', '{', '\told();', '}'));
  t.is(
    fixture.apply(fixture.replace('old();', ['if(x){a();b();}else{c();}']), { spacing: 'linux' }),
    text('f()', '{', '\tif (x) {', '\t\ta();', '\t\tb();', '\t} else {', '\t\tc();', '\t}', '}'),
  );
});

import test from 'ava';
import { Fixture, text } from './fixture.js';
import type { Action } from '../../src/edit/index.js';

/** Puts a statement in front of or behind a branch and braces around both. */
function braced(fixture: Fixture, header: string, branch: string, where: 'before' | 'after'): Action[] {
  const inline = { level: 'inline', match: -1 } as const;
  return [
    fixture.after(header, ['{'], { ...inline, patchLine: -1 }),
    where === 'before' ? fixture.before(branch, ['new();']) : fixture.after(branch, ['new();']),
    fixture.after(branch, ['}'], { ...inline, patchLine: 1000 }),
  ];
}

test('braces come to the ends of the header and on a line below the branch', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x)', '\t\told();', '\trest();', '}'));
  t.is(
    fixture.apply(braced(fixture, 'if (x)', 'old();', 'after')),
    text('f()', '{', '\tif (x) {', '\t\told();', '\t\tnew();', '\t}', '\trest();', '}'),
  );
  t.is(
    fixture.apply(braced(fixture, 'if (x)', 'old();', 'before')),
    text('f()', '{', '\tif (x) {', '\t\tnew();', '\t\told();', '\t}', '\trest();', '}'),
  );
});

test('a branch on the line of its header moves to a line of its own', (t) => {
  const fixture = new Fixture(text('f()', '{', '  if (x) old();', '}'));
  t.is(
    fixture.apply(braced(fixture, 'if (x)', 'old();', 'after')),
    text('f()', '{', '  if (x) {', '    old();', '    new();', '  }', '}'),
  );
});

test('a replaced branch on the line of its header', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x) old();', '\trest();', '}'));
  const inline = { level: 'inline', match: -1 } as const;
  const actions = [
    fixture.after('if (x)', ['{'], { ...inline, patchLine: -1 }),
    ...fixture.replace('old();', ['one();', 'two();']),
    fixture.after('old();', ['}'], { ...inline, patchLine: 1000 }),
  ];
  t.is(fixture.apply(actions), text('f()', '{', '\tif (x) {', '\t\tone();', '\t\ttwo();', '\t}', '\trest();', '}'));
});

test('else follows the brace where the file does so', (t) => {
  const cuddled = text('g()', '{', '\tif (y) {', '\t\ta();', '\t} else {', '\t\tb();', '\t}', '}');
  const plain = ['f()', '{', '\tif (x)', '\t\told();', '\telse', '\t\tother();', '}'];
  const first = new Fixture(cuddled + text(...plain));
  t.is(
    first.apply(braced(first, 'if (x)', 'old();', 'after')),
    cuddled + text('f()', '{', '\tif (x) {', '\t\told();', '\t\tnew();', '\t} else', '\t\tother();', '}'),
  );
  const second = new Fixture(text(...plain));
  t.is(
    second.apply(braced(second, 'if (x)', 'old();', 'after')),
    text('f()', '{', '\tif (x) {', '\t\told();', '\t\tnew();', '\t}', '\telse', '\t\tother();', '}'),
  );
});

test('else branches get braces too', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x)', '\t\ta();', '\telse', '\t\told();', '}'));
  t.is(
    fixture.apply(braced(fixture, 'else', 'old();', 'before')),
    text('f()', '{', '\tif (x)', '\t\ta();', '\telse {', '\t\tnew();', '\t\told();', '\t}', '}'),
  );
});

test('comments behind the header stay in front of the brace, line comments behind it', (t) => {
  const block = new Fixture(text('f()', '{', '\tfor (;;)\t/* c */', '\t\told();', '}'));
  t.is(
    block.apply(braced(block, 'for (;;)', 'old();', 'before')),
    text('f()', '{', '\tfor (;;)\t/* c */ {', '\t\tnew();', '\t\told();', '\t}', '}'),
  );
  const line = new Fixture(text('f()', '{', '\tfor (;;) // c', '\t\told();', '}'));
  t.is(
    line.apply(braced(line, 'for (;;)', 'old();', 'after')),
    text('f()', '{', '\tfor (;;) { // c', '\t\told();', '\t\tnew();', '\t}', '}'),
  );
});

test('an emptied branch is a pair of braces on the header line', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x) goto end;', '\trest();', '}'));
  const actions = [
    ...fixture.remove('goto end;'),
    fixture.before('goto end;', ['{}'], { level: 'inline', replaces: true, match: -1 }),
  ];
  t.is(fixture.apply(actions), text('f()', '{', '\tif (x) {}', '\trest();', '}'));
});

test('code that new braces enclose moves one step in', (t) => {
  const fixture = new Fixture(
    text('f()', '{', '  a();', '  // c', '  if (x)', '    q(1,', '      2);', '', '  b();', '  c();', '}'),
  );
  t.is(
    fixture.apply([fixture.before('a();', ['if (y) {']), fixture.after('b();', ['}'])]),
    text(
      'f()',
      '{',
      '  if (y) {',
      '    a();',
      '    // c',
      '    if (x)',
      '      q(1,',
      '        2);',
      '',
      '    b();',
      '  }',
      '  c();',
      '}',
    ),
  );
});

test('braces in place of removed statements', (t) => {
  const fixture = new Fixture(
    text('f()', '{', '\tstart();', '\tone();', 'out:', '#ifdef X', '\ttwo();', '#endif', '\tfinish();', '}'),
  );
  t.is(
    fixture.apply([...fixture.replace('start();', ['{']), ...fixture.replace('finish();', ['}'])]),
    text('f()', '{', '\t{', '\t\tone();', 'out:', '#ifdef X', '\t\ttwo();', '#endif', '\t}', '}'),
  );
});

test('braces of the patch with code behind them on the line', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x)', '\t\told();', '\trest();', '}'));
  t.is(
    fixture.apply([fixture.before('old();', ['{trace();']), fixture.after('old();', ['}', 'end();'])]),
    text('f()', '{', '\tif (x) {', '\t\ttrace();', '\t\told();', '\t}', '\tend();', '\trest();', '}'),
  );
});

test('a block of one statement replaced by the statement', (t) => {
  const fixture = new Fixture(text('f()', '{', '\tif (x) {', '\t\tone();', '\t\ttwo();', '\t}', '\trest();', '}'));
  const actions = [...fixture.remove('{ one(); two(); }'), fixture.after('two();', ['three();'], { replaces: true })];
  t.is(fixture.apply(actions), text('f()', '{', '\tif (x)', '\t\tthree();', '\trest();', '}'));
});

import test from 'ava';
import { complaints, parse } from './read.js';

test('several mistakes are reported at once, each at its place', (t) => {
  const patch = parse(
    '@r dependson x@',
    '@@',
    'f();',
    '@@',
    'expresion E;',
    '@@',
    'f(E',
    '@@',
    'identifier i;',
    '@@',
    'f(i));',
  );
  t.deepEqual(complaints(patch), ['1:header-syntax', '5:metavariable-syntax', '7:pattern-syntax', '11:pattern-syntax']);
});

test('a misspelt kind is guessed', (t) => {
  const [diagnostic] = parse('@@', 'identifer x;', '@@', 'f(x);').diagnostics;
  t.is(diagnostic?.hint, 'did you mean `identifier`?');
  t.is(diagnostic?.column, 1);
});

test('what was expected is said', (t) => {
  const [diagnostic] = parse('@@', '@@', 'f(a b);').diagnostics;
  t.is(diagnostic?.message, 'expected `,` or `)`, found `b`');
});

test('a header must end', (t) => {
  t.deepEqual(complaints(parse('@r@', 'expression E;', 'f(E);')), ['1:unterminated-header']);
});

test('code outside rules is reported', (t) => {
  t.deepEqual(complaints(parse('f();', '@@', '@@', 'g();'))[0], '1:outside-rule');
});

test('added code needs a neighbour', (t) => {
  t.deepEqual(complaints(parse('@@', '@@', '  ...', '+ foo();', '  ...')), ['4:plus-without-anchor']);
  t.deepEqual(complaints(parse('@@', '@@', '+ foo();')), ['3:plus-without-anchor']);
});

test('unused and unknown metavariables are warned of', (t) => {
  t.deepEqual(complaints(parse('@@', 'expression E;', '@@', 'foo();')), ['2:unused-metavariable']);
  t.deepEqual(complaints(parse('@@', 'expression r.E;', '@@', 'foo(E);')), ['2:unknown-rule']);
  t.deepEqual(complaints(parse('@r@', '@@', 'foo();', '@@', 'expression r.E;', '@@', 'foo(E);')), [
    '5:unknown-metavariable',
  ]);
});

test('a metavariable that is field and value at once is warned of', (t) => {
  t.deepEqual(complaints(parse('@@', 'identifier s, x, open;', '@@', 'struct s x = { .open = open, };')), [
    '2:metavariable-as-field',
  ]);
});

test('dots cannot be added', (t) => {
  t.deepEqual(complaints(parse('@@', '@@', '- foo();', '+ bar(...);')), ['4:dots-in-added-code']);
  t.deepEqual(complaints(parse('@@', '@@', '- foo();', '+ bar("...", ......); // ...', '+ #define bar(...)')), []);
});

test('names that look like metavariables and are not declared are noted, once', (t) => {
  t.deepEqual(complaints(parse('@@', '@@', 'foo(E, E);')), ['3:undeclared-name']);
  t.deepEqual(complaints(parse('@@', 'symbol E;', '@@', 'foo(E);')), []);
  t.deepEqual(complaints(parse('@@', '@@', 'foo(x);')), []);
});

test('stars do not go with changes', (t) => {
  t.deepEqual(complaints(parse('@@', '@@', '* foo();', '- bar();')), ['1:stars-and-changes']);
});

test('each warning says what to do', (t) => {
  const { diagnostics } = parse(
    ...[
      '@r@',
      'expression E, E, U;',
      'position p;',
      '@@',
      '* f(E)',
      '- g(E)',
      '@extends q@',
      'expression r.F;',
      'type s.T;',
    ],
    ...['expression len, next;', '@@', '(T)x->next', '- len(len);', '\t- h();', 'f(Q)', '... when != k(F)', '...'],
  );
  t.true(diagnostics.length >= 9);
  for (const { code, hint } of diagnostics) t.truthy(hint, code);
});

test('no text makes the parser throw', (t) => {
  const pieces = [
    '@',
    '@@',
    '(',
    ')',
    '|',
    '{',
    '}',
    '...',
    '<...',
    '...>',
    'when',
    '!=',
    '-',
    '+',
    'if',
    'E',
    '"',
    '/*',
    '#define',
    '\\(',
    ';',
    '\n',
  ];
  let seed = 1;
  for (let round = 0; round < 400; round++) {
    const words: string[] = ['@@\nexpression E;\n@@\n'];
    for (let index = 0; index < 12; index++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      words.push(pieces[seed % pieces.length] ?? '');
    }
    t.notThrows(() => parse(words.join(' ')), words.join(' '));
  }
});

import test from 'ava';
import { hangings } from './read.js';

test('added code hangs on the minus token in front', (t) => {
  t.deepEqual(hangings('expression E;', '- f(E);', '+ g(E, 1);', '  h();'), ['; > g(<E>, 1);']);
});

test('else on the minus token behind', (t) => {
  t.deepEqual(hangings('', '  h();', '+ g();', '- f();'), ['f < g();']);
});

test('else on the context in front, or behind where dots come before', (t) => {
  t.deepEqual(hangings('', '  a();', '+ g();', '  b();'), ['; > g();']);
  t.deepEqual(hangings('', '  a();', '  ...', '+ g();', '  b();'), ['b < g();']);
  t.deepEqual(hangings('', '+ g();', '  b();'), ['b < g();']);
});

test('code in a branch stays in it', (t) => {
  t.deepEqual(hangings('', '(', '- a();', '|', '  b();', '+ c();', ')', '  d();'), ['; > c();']);
  t.deepEqual(hangings('', '(', '  a();', '|', '+ c();', '  b();', ')'), ['b < c();']);
});

test('code beside a disjunction goes to its neighbour, or to all branches', (t) => {
  t.deepEqual(hangings('', '(', '  a();', '|', '  b();', ')', '+ c();', '  d();'), ['d < c();']);
  t.deepEqual(hangings('', '(', '  a();', '|', '  b();', ')', '+ c();'), ['; > c();', '; > c();']);
});

test('conditions of dots take no code', (t) => {
  t.deepEqual(hangings('', '  a();', '  ... when != x', '+ c();', '  b();'), ['b < c();']);
});

test('several lines are one run', (t) => {
  t.deepEqual(hangings('', '- f();', '+ if (x)', '+   g();', '  h();'), ['; > if (x) / g();']);
});

test('repeatable code is marked', (t) => {
  t.deepEqual(hangings('', '  f();', '++ g();'), ['; > ++g();']);
});

test('comments and directives are kept as text, names in them too', (t) => {
  t.deepEqual(
    hangings('expression E;', '- f(E);', '+ /* about E', '+    and E */', '+ g(E); // E', '+ #ifdef E', '+ g("E");'),
    ['; > /* about E / and E */ / g(<E>); // E / #ifdef E / g("E");'],
  );
});

test('six dots are the three of a parameter list', (t) => {
  t.deepEqual(hangings('', '- f();', '+ int g(int x, ......);'), ['; > int g(int x, ...);']);
});

test('attached names belong to the token in front', (t) => {
  t.deepEqual(hangings('position p, q; expression E, E1;', 'f@p@q(E@E1)@p'), ['f @ p', 'f @ q', 'E @ E1', ') @ p']);
  t.deepEqual(hangings('position p;', '\\(a\\|b\\)@p'), ['a @ p', 'b @ p', '\\) @ p']);
});

test('code hangs on attributes as on anything else', (t) => {
  t.deepEqual(hangings('', '  int x', '+ = 3', '  __attribute__((unused));'), ['x > = 3']);
  t.deepEqual(hangings('', '  int x', '- __attribute__((unused))', '+ __used', '  ;'), [') > __used']);
});

import test from 'ava';
import { items } from './read.js';

test('branches and loops', (t) => {
  t.deepEqual(items('expression E; statement S1, S2;', 'if (E) S1 else S2'), ['(if meta:E meta:S1 meta:S2)']);
  t.deepEqual(items('statement S;', 'while (...) { ... S }'), ['(while dots (block dots meta:S))']);
  t.deepEqual(items('expression E;', 'do { E; } while (E);'), ['(do (block (expr-stmt meta:E)) meta:E)']);
  t.deepEqual(items('identifier i; statement S;', 'for (i = 0; ...; i++) S'), [
    '(for (assign:= meta:i number:0) dots (postfix:++ meta:i) meta:S)',
  ]);
  t.deepEqual(items('statement S;', 'for (int i = 0; ; ) S'), [
    '(for (declaration _ (var prim:int ident:i number:0 _)) _ _ meta:S)',
  ]);
});

test('labels and cases are items of their own', (t) => {
  t.deepEqual(items('identifier l;', 'switch (x) { case 1: f(); break; default: goto l; }'), [
    '(switch ident:x (block (case number:1 _) (expr-stmt (call ident:f args)) break default (goto meta:l)))',
  ]);
  t.deepEqual(items('identifier l;', 'l:', 'f();'), ['(label meta:l)', '(expr-stmt (call ident:f args))']);
});

test('iterators are known by declaration, or by the block behind them', (t) => {
  t.deepEqual(items('iterator name for_each_x; statement S;', 'for_each_x(a, b) S'), [
    '(iterator:for_each_x (args ident:a ident:b) meta:S)',
  ]);
  t.deepEqual(items('iterator i; expression x; statement S;', 'i(x, ...) S'), [
    '(iterator:i (args meta:x dots) meta:S)',
  ]);
  t.deepEqual(items('', 'f(...) { loop(x) { ... } }'), [
    '(function _ _ ident:f (params dots) (block (iterator:loop (args ident:x) (block dots))))',
  ]);
});

test('dots between statements carry their conditions', (t) => {
  t.deepEqual(items('expression E;', 'lock(E);', '... when != unlock(E)', '    when any, strict', 'unlock(E);'), [
    '(expr-stmt (call ident:lock (args meta:E)))',
    '(dots (when:!= (bare (call ident:unlock (args meta:E)))) (when:any _) (when:strict _))',
    '(expr-stmt (call ident:unlock (args meta:E)))',
  ]);
  t.deepEqual(
    items(
      'expression E; statement S;',
      'f();',
      '... when != if (E) { ... g();',
      '      return; }',
      '    when != true E == NULL',
      'h();',
    ).at(1),
    '(dots (when:!= (if meta:E (block dots (expr-stmt (call ident:g args)) (return _)) _)) (when:true!= (binary:== meta:E ident:NULL)))',
  );
});

test('a when clause ends with its line', (t) => {
  t.deepEqual(items('expression E;', '... when != E', ' *E'), [
    '(dots (when:!= (bare meta:E)))',
    '(bare (unary:* meta:E))',
  ]);
});

test('nests hold statements or expressions by their place', (t) => {
  t.deepEqual(items('expression E;', '<... when strict', 'f(E)', '...', 'g(E);', '...>'), [
    '(nest:<... (seq (bare (call ident:f (args meta:E))) dots (expr-stmt (call ident:g (args meta:E)))) (when:strict _))',
  ]);
  t.deepEqual(items('expression E;', 'if (<+... E ...+>) { ... }'), ['(if (nest:<+... meta:E) (block dots) _)']);
  t.deepEqual(items('expression E;', '<+... E ...+> = 1;'), ['(expr-stmt (assign:= (nest:<+... meta:E) number:1))']);
});

test('column 0 brackets are disjunctions of statements', (t) => {
  t.deepEqual(items('', '(', 'f();', '|', 'g();', 'h();', ')', 'i();'), [
    '(disj (expr-stmt (call ident:f args)) (seq (expr-stmt (call ident:g args)) (expr-stmt (call ident:h args))))',
    '(expr-stmt (call ident:i args))',
  ]);
  t.deepEqual(items('', '(', 'f(x)', '|', 'g(x)', ')', ' *y = 1;'), [
    '(disj (bare (call ident:f (args ident:x))) (bare (call ident:g (args ident:x))))',
    '(expr-stmt (assign:= (unary:* ident:y) number:1))',
  ]);
  t.deepEqual(items('statement S;', '(', 'f();', '&', 'S', ')'), ['(conj (expr-stmt (call ident:f args)) meta:S)']);
});

test('a bracket behind a minus is code', (t) => {
  t.deepEqual(items('expression E;', '-(E)'), ['(bare (paren meta:E))']);
});

test('question marks make items optional', (t) => {
  t.deepEqual(items('', 'f();', '?- g();', 'h();'), [
    '(expr-stmt (call ident:f args))',
    '(optional (expr-stmt (call ident:g args)))',
    '(expr-stmt (call ident:h args))',
  ]);
});

test('statement and declaration metavariables stand alone', (t) => {
  t.deepEqual(items('statement S; declaration d; statement list ss;', 'd', 'S', '{ ss }'), [
    'meta:d',
    'meta:S',
    '(block meta:ss)',
  ]);
});

test('comments are no part of the minus slice', (t) => {
  t.deepEqual(items('', 'f(); // g();', '/* h();', '- i(); */', 'j();'), [
    '(expr-stmt (call ident:f args))',
    '(expr-stmt (call ident:j args))',
  ]);
});

import test from 'ava';
import { items } from './read.js';

test('types are inside out', (t) => {
  t.deepEqual(items('', 'char *a[3];'), ['(declaration _ (var (array (pointer prim:char) number:3) ident:a _ _))']);
  t.deepEqual(items('', 'int (*f)(int, ...);'), [
    '(declaration _ (var (grouped (pointer (function-type prim:int (params (param _ prim:int _) dots)))) ident:f _ _))',
  ]);
  t.deepEqual(items('', 'const char *const p = x;'), [
    '(declaration _ (var (qualified:const (pointer (qualified:const prim:char))) ident:p ident:x _))',
  ]);
});

test('words of types have one spelling', (t) => {
  t.deepEqual(items('', 'long unsigned int x;'), ['(declaration _ (var prim:unsigned long ident:x _ _))']);
  t.deepEqual(items('', 'inline static short int x;'), [
    '(declaration storage:static inline (var prim:short ident:x _ _))',
  ]);
});

test('two words in a row are a type and a name', (t) => {
  t.deepEqual(items('identifier x;', 'foo x;'), ['(declaration _ (var typename:foo meta:x _ _))']);
  t.deepEqual(items('', 'foo *x;'), ['(declaration _ (var (pointer typename:foo) ident:x _ _))']);
  t.deepEqual(items('expression E1, E2;', 'E1 * E2;'), ['(expr-stmt (binary:* meta:E1 meta:E2))']);
});

test('type metavariables stand for types everywhere', (t) => {
  t.deepEqual(items('type T; identifier x; expression E;', 'T x = E;'), [
    '(declaration _ (var meta:T meta:x meta:E _))',
  ]);
  t.deepEqual(items('type T;', 'T *'), ['(bare (pointer meta:T))']);
});

test('a function matches any return type when none is written', (t) => {
  t.deepEqual(items('identifier f;', 'f(...) { ... }'), ['(function _ _ meta:f (params dots) (block dots))']);
  t.deepEqual(items('identifier f, x; type T; parameter list[n] ps;', 'static T f(ps, struct s *x) { ... }'), [
    '(function storage:static meta:T meta:f (params meta:ps (param _ (pointer (struct ident:s _)) meta:x)) (block dots))',
  ]);
  t.deepEqual(items('', 'int f(void);'), [
    '(declaration _ (var (function-type prim:int (params (param _ prim:void _))) ident:f _ _))',
  ]);
});

test('structures, fields and dots between them', (t) => {
  t.deepEqual(items('identifier s, f; type T; field list fs;', 'struct s {', '  fs', '  T f : 3;', '  ...', '};'), [
    '(declaration _ (bare-type (struct meta:s (fields meta:fs (field (var meta:T meta:f _ number:3)) dots))))',
  ]);
  t.deepEqual(items('', 'enum e { ..., A = 1, B, ... };'), [
    '(declaration _ (bare-type (enum ident:e (enumerators dots (enumerator ident:A number:1) (enumerator ident:B _) dots))))',
  ]);
});

test('initializers with designators', (t) => {
  t.deepEqual(items('identifier s, x; expression E;', 'struct s x = { ..., .open = E, [1 ... 2] = { 0 }, f: E, };'), [
    '(declaration _ (var (struct meta:s _) meta:x (init-list dots (designated:= (designator:. ident:open) meta:E) ' +
      '(designated:= (designator:... number:1 number:2) (init-list number:0)) (designated:: (designator:: ident:f) meta:E)) _))',
  ]);
});

test('attributes own nothing in the tree', (t) => {
  t.deepEqual(items('attribute name __init;', 'int __init f(void) { ... }'), [
    '(function _ prim:int ident:f (params (param _ prim:void _)) (block dots))',
  ]);
  t.deepEqual(items('', 'struct s { int x; } __attribute__((packed));'), [
    '(declaration _ (bare-type (struct ident:s (fields (field (var prim:int ident:x _ _))))))',
  ]);
});

test('declarers and typedefs', (t) => {
  t.deepEqual(items('declarer name DEFINE_X; identifier i;', 'static DEFINE_X(i) = { 1 };'), [
    '(macro-decl-init:static ident:DEFINE_X (args meta:i) (init-list number:1))',
  ]);
  t.deepEqual(items('declarer D; expression E;', 'D(E);'), ['(macro-decl meta:D (args meta:E))']);
  t.deepEqual(items('type T;', 'typedef T foo_t;'), ['(typedef (var meta:T ident:foo_t _ _))']);
});

test('disjunctions of types and of names', (t) => {
  t.deepEqual(items('identifier x;', '\\(int\\|long\\) x;'), [
    '(declaration _ (var (disj prim:int prim:long) meta:x _ _))',
  ]);
  t.deepEqual(items('', 'void \\(f\\|g\\)(...) { ... }'), [
    '(function _ prim:void (disj ident:f ident:g) (params dots) (block dots))',
  ]);
});

test('preprocessor lines', (t) => {
  t.deepEqual(items('', '#include <linux/...>'), ['include:<linux/...>']);
  t.deepEqual(items('expression E; identifier x;', '#define x(a, ...) E'), [
    '(define:x meta:x (params ident:a dots) meta:E)',
  ]);
  t.deepEqual(items('pragmainfo p;', '#pragma omp p'), ['(directive:pragma meta:p)']);
});

import test from 'ava';
import { items } from './read.js';

test('an expression without semicolon is bare, one with is a statement', (t) => {
  t.deepEqual(items('expression E;', 'grab(E)'), ['(bare (call ident:grab (args meta:E)))']);
  t.deepEqual(items('expression E;', 'grab(E);'), ['(expr-stmt (call ident:grab (args meta:E)))']);
});

test('operators bind as in C', (t) => {
  t.deepEqual(items('', 'a + b * c == d && !e'), [
    '(bare (binary:&& (binary:== (binary:+ ident:a (binary:* ident:b ident:c)) ident:d) (unary:! ident:e)))',
  ]);
  t.deepEqual(items('', 'x = y = z ? 1 : 2;'), [
    '(expr-stmt (assign:= ident:x (assign:= ident:y (conditional ident:z number:1 number:2))))',
  ]);
  t.deepEqual(items('', 'a - b - c'), ['(bare (binary:- (binary:- ident:a ident:b) ident:c))']);
});

test('postfix operators chain', (t) => {
  t.deepEqual(items('expression E; identifier fld;', ' *E->dev.fld[i++](1)'), [
    '(bare (unary:* (call (index (member:. (member:-> meta:E ident:dev) meta:fld) (postfix:++ ident:i)) (args number:1))))',
  ]);
});

test('dots stand for arguments, and a nest for an expression', (t) => {
  t.deepEqual(items('expression E;', 'f(..., E, ...)'), ['(bare (call ident:f (args dots meta:E dots)))']);
  t.deepEqual(items('expression E;', 'x = <+... E ...+>;'), ['(expr-stmt (assign:= ident:x (nest:<+... meta:E)))']);
  t.deepEqual(items('expression E;', 'f(... when != E, 1)'), [
    '(bare (call ident:f (args (dots (when:!= meta:E)) number:1)))',
  ]);
});

test('operators may be metavariables', (t) => {
  t.deepEqual(items('expression a, b; binary operator op; assignment operator as;', 'a as b op 1;'), [
    '(expr-stmt (assign:as meta:a (binary:op meta:b number:1)))',
  ]);
});

test('casts are told from calls by what is known of the name', (t) => {
  t.deepEqual(items('type T; expression E;', ' (T)E'), ['(bare (cast meta:T meta:E))']);
  t.deepEqual(items('expression E;', ' (struct s *)(E)'), [
    '(bare (cast (pointer (struct ident:s _)) (paren meta:E)))',
  ]);
  t.deepEqual(items('expression E;', ' (u8)-E'), ['(bare (cast typename:u8 (unary:- meta:E)))']);
  t.deepEqual(items('expression E;', ' (foo)-E'), ['(bare (binary:- (paren ident:foo) meta:E))']);
  t.deepEqual(items('typedef foo; expression E;', ' (foo)-E'), ['(bare (cast typename:foo (unary:- meta:E)))']);
});

test('sizeof takes a type or an expression', (t) => {
  t.deepEqual(items('type T;', 'sizeof(T)'), ['(bare (sizeof:sizeof meta:T))']);
  t.deepEqual(items('expression E;', 'sizeof(*E)'), ['(bare (sizeof:sizeof (paren (unary:* meta:E))))']);
  t.deepEqual(items('', 'sizeof(struct s)'), ['(bare (sizeof:sizeof (struct ident:s _)))']);
});

test('types may be arguments', (t) => {
  t.deepEqual(items('type T; identifier m;', 'container_of(p, T, m)'), [
    '(bare (call ident:container_of (args ident:p meta:T meta:m)))',
  ]);
  t.deepEqual(items('', 'va_arg(ap, struct s *)'), [
    '(bare (call ident:va_arg (args ident:ap (pointer (struct ident:s _)))))',
  ]);
});

test('strings join with their neighbours', (t) => {
  t.deepEqual(items('expression E;', 'printk(KERN_ERR "a" "b", E)'), [
    '(bare (call ident:printk (args (concat ident:KERN_ERR string:"a" string:"b") meta:E)))',
  ]);
});

test('disjunctions of expressions keep their place in the expression', (t) => {
  t.deepEqual(items('expression E;', '\\(kmalloc\\|kzalloc\\)(E, ...)'), [
    '(bare (call (disj ident:kmalloc ident:kzalloc) (args meta:E dots)))',
  ]);
  t.deepEqual(items('expression E;', 'x = \\(a(E) \\& b\\) + 1'), [
    '(bare (assign:= ident:x (binary:+ (conj (call ident:a (args meta:E)) ident:b) number:1)))',
  ]);
  t.deepEqual(items('expression E;', '(', 'read', '|', 'write', ')', ' (E, ...)'), [
    '(bare (call (disj ident:read ident:write) (args meta:E dots)))',
  ]);
});

test('statement expressions, compound literals and generic selections', (t) => {
  t.deepEqual(items('expression E;', ' ({ E; })'), ['(bare (stmt-expr (block (expr-stmt meta:E))))']);
  t.deepEqual(items('', 'f((struct s){ .x = 1 })'), [
    '(bare (call ident:f (args (compound (struct ident:s _) (init-list (designated:= (designator:. ident:x) number:1))))))',
  ]);
  t.deepEqual(items('expression E;', '_Generic(E, int: 1, default: 2)'), [
    '(bare (generic meta:E (association prim:int number:1) (association _ number:2)))',
  ]);
});

import test from 'ava';
import { bodyShape } from './support.js';

/** An expression statement and the shape of its expression. */
const table: readonly (readonly [string, string])[] = [
  ['a = b += c;', '(assign:= ident:a (assign:+= ident:b ident:c))'],
  ['a - b - c * d;', '(binary:- (binary:- ident:a ident:b) (binary:* ident:c ident:d))'],
  ['a = -1;', '(assign:= ident:a (unary:- number:1))'],
  ['a = - 1;', '(assign:= ident:a (unary:- number:1))'],
  ['!list--;', '(unary:! (postfix:-- ident:list))'],
  ['++*p;', '(prefix:++ (unary:* ident:p))'],
  ['a ? b : c;', '(conditional ident:a ident:b ident:c)'],
  ['a ?: c;', '(conditional ident:a - ident:c)'],
  ['a, b, c;', '(comma (comma ident:a ident:b) ident:c)'],
  ['p->q.r[1];', '(index (member:. (member:-> ident:p ident:q) ident:r) number:1)'],
  ['run(a, (b, c));', '(call ident:run (args ident:a (paren (comma ident:b ident:c))))'],
  ['run();', '(call ident:run args)'],
  ['run({ a; });', '(call ident:run (args (block (expr-stmt ident:a))))'],
  ['x = ({ a; });', '(assign:= ident:x (stmt-expr (block (expr-stmt ident:a))))'],
  ['say("a" FMT "b");', '(call ident:say (args (concat string:"a" ident:FMT string:"b")))'],
  ["say('x', NULL, true);", "(call ident:say (args char:'x' ident:NULL ident:true))"],
  [
    'x = (struct s){ .a = 1, [2] = 3, [4 ... 5] = 6, b: 7 };',
    '(assign:= ident:x (compound (struct ident:s -) (init-list (designated:= (designator:. ident:a) number:1) ' +
      '(designated:= (designator:[] number:2) number:3) (designated:= (designator:... number:4 number:5) number:6) ' +
      '(designated:: (designator:: ident:b) number:7))))',
  ],
  ['_Generic(x, int: 1, default: 2);', '(generic ident:x (association prim:int number:1) (association - number:2))'],
  ['__extension__ 3;', '(unary:__extension__ number:3)'],
  ['offsetof(struct s, a);', '(call ident:offsetof (args (struct ident:s -) ident:a))'],
];

for (const [source, shape] of table) {
  test(`expression: ${source}`, (t) => {
    t.is(bodyShape(source), `(expr-stmt ${shape})`);
  });
}

/** Readings that C leaves open until it is known what names stand for; `item_kind` is a typedef. */
const decided: readonly (readonly [string, string])[] = [
  ['sizeof(item_kind);', '(expr-stmt (sizeof:sizeof typename:item_kind))'],
  ['sizeof(item);', '(expr-stmt (sizeof:sizeof (paren ident:item)))'],
  ['sizeof(u32[4]);', '(expr-stmt (sizeof:sizeof (array typename:u32 number:4)))'],
  ['sizeof (item).size;', '(expr-stmt (sizeof:sizeof (member:. (paren ident:item) ident:size)))'],
  ['a + sizeof(void *) - 1;', '(expr-stmt (binary:- (binary:+ ident:a (sizeof:sizeof (pointer prim:void))) number:1))'],
  ['sizeof(int) * 2;', '(expr-stmt (binary:* (sizeof:sizeof prim:int) number:2))'],
  ['(item_kind)(x);', '(expr-stmt (cast typename:item_kind (paren ident:x)))'],
  ['(item_kind)(x)->y;', '(expr-stmt (cast typename:item_kind (member:-> (paren ident:x) ident:y)))'],
  ['(item_kind)&x == y;', '(expr-stmt (binary:== (cast typename:item_kind (unary:& ident:x)) ident:y))'],
  [
    'a * (item_kind)*x + c;',
    '(expr-stmt (binary:+ (binary:* ident:a (cast typename:item_kind (unary:* ident:x))) ident:c))',
  ],
  ['(item_kind)-1;', '(expr-stmt (cast typename:item_kind (unary:- number:1)))'],
  ['(item)&x;', '(expr-stmt (binary:& (paren ident:item) ident:x))'],
  ['(item)-1;', '(expr-stmt (binary:- (paren ident:item) number:1))'],
  ['(other *)x;', '(expr-stmt (cast (pointer typename:other) ident:x))'],
  [
    '(a * (b - c)) * d;',
    '(expr-stmt (binary:* (paren (binary:* ident:a (paren (binary:- ident:b ident:c)))) ident:d))',
  ],
  [
    'int run; (run)(x);',
    '(declaration - (var prim:int ident:run - -)) (expr-stmt (call (paren ident:run) (args ident:x)))',
  ],
  ['x * y;', '(declaration - (var (pointer typename:x) ident:y - -))'],
  ['int x; x * y;', '(declaration - (var prim:int ident:x - -)) (expr-stmt (binary:* ident:x ident:y))'],
  [
    'int item_kind; item_kind * y;',
    '(declaration - (var prim:int ident:item_kind - -)) (expr-stmt (binary:* ident:item_kind ident:y))',
  ],
  [
    'kind (*run)(int);',
    '(declaration - (var (grouped (pointer (function-type typename:kind (params (param - prim:int -))))) ident:run - -))',
  ],
  ['kind(run);', '(expr-stmt (call ident:kind (args ident:run)))'],
  [
    'take(item_kind, size_t, item);',
    '(expr-stmt (call ident:take (args typename:item_kind typename:size_t ident:item)))',
  ],
  [
    'u8 t[2] = { (u8)&a, (u8)-1 };',
    '(declaration - (var (array typename:u8 number:2) ident:t ' +
      '(init-list (cast typename:u8 (unary:& ident:a)) (cast typename:u8 (unary:- number:1))) -))',
  ],
];

for (const [source, shape] of decided) {
  test(`decided by names: ${source}`, (t) => {
    t.is(bodyShape(source, ['item_kind']), shape);
  });
}

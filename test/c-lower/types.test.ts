import test from 'ava';
import { printShape } from '../../src/c/print-tree.js';
import { collectTypedefs, FileTypes } from '../../src/c/types/index.js';
import { fileOf, findNode, itemsOf, lowerText } from './support.js';

const file = fileOf(
  `
struct item { int id; char *name; struct item *next; union { u8 byte; struct { long deep; }; }; int (*run)(int); };
typedef struct item item_t;
typedef struct { unsigned flags; } anonymous;
enum state { OFF, ON };
extern struct item *find(const char *name);
item_t *head, table[4];
static int count(void) { return 0; }
void probe(struct item *arg, unsigned long n, anonymous *a)
{
\tint local;
\tdouble d;
\t{
\t\tchar *local;
\t\tresult(local);
\t}
\tconst char *text = "t";
\tresult(EXPRESSION);
}
`.replace('result(EXPRESSION);', ''),
);

/** The type of an expression placed at the end of `probe`. */
function typeOf(expression: string): string {
  const text = file.source.text.replace('"t";', `"t"; result(${expression});`);
  const probe = fileOf(text);
  const calls = probe.units.flatMap((unit) => probe.trees(unit)[0]?.items ?? []);
  const body = calls.find((item) => item.kind === 'function' && item.kids[2]?.value === 'probe')?.kids[4];
  const call = findNode([body?.kids.at(-1) ?? null], 'args');
  const argument = call?.kids[0];
  return argument === undefined || argument === null ? '' : printShape(new FileTypes(probe).typeOf(argument));
}

const item = '(struct ident:item -)';
const table: readonly (readonly [string, string])[] = [
  ['arg', `(pointer ${item})`],
  ['arg->id', 'prim:int'],
  ['(*arg).name', '(pointer prim:char)'],
  ['arg->next->next', `(pointer ${item})`],
  ['arg->byte', 'typename:u8'],
  ['arg->deep', 'prim:long'],
  ['arg->run(3)', 'prim:int'],
  ['a->flags', 'prim:unsigned'],
  ['head', '(pointer typename:item_t)'],
  ['head->name[0]', 'prim:char'],
  ['table[1]', 'typename:item_t'],
  ['table[1].id', 'prim:int'],
  ['&table[1]', '(pointer typename:item_t)'],
  ['table + 1', '(pointer typename:item_t)'],
  ['head - table', 'typename:ptrdiff_t'],
  ['find("x")', `(pointer ${item})`],
  ['find("x")->id', 'prim:int'],
  ['count', '(pointer (function-type prim:int (params (param - prim:void -))))'],
  ['count()', 'prim:int'],
  ['local', 'prim:int'],
  ['local + n', 'prim:unsigned long'],
  ['local + d', 'prim:double'],
  ['n << 1', 'prim:unsigned long'],
  ['!n', 'prim:int'],
  ['n == 1', 'prim:int'],
  ['local = 3', 'prim:int'],
  ['local ? arg : NULL', `(pointer ${item})`],
  ['local ? NULL : arg', `(pointer ${item})`],
  ['(u32)n', 'typename:u32'],
  ['(n, arg)', `(pointer ${item})`],
  ['text', '(pointer (qualified:const prim:char))'],
  ['*text', '(qualified:const prim:char)'],
  ['3', 'prim:int'],
  ['3UL', 'prim:unsigned long'],
  ['0xff', 'prim:int'],
  ['1.5f', 'prim:float'],
  ['"s"', '(array prim:char -)'],
  ["'c'", 'prim:char'],
  ['ON', 'prim:int'],
  ['sizeof(n)', 'typename:size_t'],
  ['({ n; })', 'prim:unsigned long'],
  ['stranger', '-'],
  ['stranger()', '-'],
  ['arg->stranger', '-'],
];

for (const [expression, type] of table) {
  test(`type of ${expression}`, (t) => {
    t.is(typeOf(expression), type);
  });
}

test('a name has the type of its innermost declaration', (t) => {
  const types = new FileTypes(file);
  const args = findNode(itemsOf(file), 'call', '')?.kids[1];
  t.is(printShape(args?.kids[0] == null ? null : types.typeOf(args.kids[0])), '(pointer prim:char)');
});

test('typedef names are collected from items', (t) => {
  t.deepEqual(collectTypedefs(lowerText('typedef int a, *b; typedef void (*c)(int); int d;')), ['a', 'b', 'c']);
});

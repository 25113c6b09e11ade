import test from 'ava';
import { backendName, initParser, parseCst } from '../../src/c/index.js';
import type { Cst } from '../../src/c/index.js';

const texts: readonly string[] = [
  'int f(int a, char *b)\n{\n\tif (a > 1)\n\t\treturn b[a] + g(a, "x" "y");\n\telse\n\t\tgoto out;\nout:\n\treturn -1;\n}\n',
  'struct s { int a : 3; struct t *b; } x = { .a = 1, [2] = 3 };',
  'int f(void) { this is ( broken',
  'typedef int (*fn)(void *); enum e { A = 1, B };',
];

function types(cst: Cst): string {
  return cst.children.length === 0 ? cst.type : `(${cst.type} ${cst.children.map(types).join(' ')})`;
}

test.serial('both builds give equal trees', async (t) => {
  t.is(await initParser('wasm'), 'wasm');
  const wasm = texts.map((text) => parseCst(text, 10));
  t.deepEqual(backendName(), 'wasm');
  const second = await initParser('auto');
  const other = texts.map((text) => parseCst(text, 10));
  t.regex(second, /^(native|wasm)$/);
  t.deepEqual(other, wasm);
});

test.serial('offsets count from the given one', async (t) => {
  await initParser();
  const cst = parseCst('int a;', 100);
  t.is(cst.start, 100);
  t.is(cst.end, 106);
  t.is(types(cst), '(translation_unit (declaration primitive_type identifier ;))');
});

test.serial('texts longer than the buffer of the native build are read', async (t) => {
  await initParser();
  const count = 20_000;
  const cst = parseCst('int a;\n'.repeat(count), 0);
  t.is(cst.children.length, count);
});

test.serial('missing tokens and fields are told', async (t) => {
  await initParser();
  const cst = parseCst('int f(void) { a(b, c) { d(); } }', 0);
  const leaves = (node: Cst): Cst[] => (node.children.length === 0 ? [node] : node.children.flatMap(leaves));
  t.deepEqual(
    leaves(cst)
      .filter((leaf) => leaf.missing)
      .map((leaf) => leaf.type),
    [';'],
  );
  t.deepEqual(
    cst.children[0]?.children.map((child) => child.field),
    ['type', 'declarator', 'body'],
  );
});

import test from 'ava';
import { openFile, readMacros, TokenKind } from '../../src/c/index.js';
import type { CFile } from '../../src/c/index.js';
import { printShape } from '../../src/c/print-tree.js';
import { SourceText } from '../../src/text/index.js';

function open(definitions: string, text: string): CFile {
  return openFile(new SourceText('a.c', text), { macros: readMacros({ macros: definitions }) });
}

function shapes(file: CFile): string {
  const items = file.units.flatMap((unit) => file.trees(unit).flatMap((tree) => tree.items));
  return items.map(printShape).join(' ');
}

test('definitions tell what macros are', (t) => {
  const macros = readMacros({
    macros: [
      '/* notes */ #include <a.h>',
      '#define EMPTY',
      '#define ALIGN(x) __attribute__((aligned(x))) __packed',
      '#define NAMED YACFE_ATTRIBUTE',
      '#define each(x) YACFE_ITERATOR',
      '#define every(x, y) \\\n\tfor (x = 0; x < (y); x++)',
      '#define all(x) every(x, 3)',
      '#define DECL(x) YACFE_DECLARATOR',
      '#define VARS(x) int x##_a; long x##_b',
      '#define check(x) MACROSTATEMENT',
      '#define BAIL return 3;',
      '#define ulong unsigned long',
      '#define item_p struct item *',
      '#define OUR_STATIC static',
      '#define VALUE 3',
      '#define OTHER name',
      '#define CALL(x) run(x)',
      '#define',
      'int f(void);',
    ].join('\n'),
  });
  t.deepEqual(macros, {
    attributes: ['EMPTY', 'ALIGN', 'NAMED'],
    iterators: ['each', 'every', 'all'],
    declarers: ['DECL', 'VARS'],
    statements: ['check', 'BAIL'],
    types: ['ulong', 'item_p'],
    bodies: new Map([
      ['OUR_STATIC', { name: 'OUR_STATIC', parameters: null, pieces: [{ kind: TokenKind.keyword, text: 'static' }] }],
    ]),
  });
});

test('macros are read as what they are, whatever they look like', (t) => {
  const call = '(call ident:run args)';
  t.is(
    shapes(open('#define each(x) YACFE_ITERATOR', 'void f(void) { each(a); }')),
    `(function - prim:void ident:f (params (param - prim:void -)) (block (iterator:each (args ident:a) empty)))`,
  );
  t.regex(
    shapes(open('#define STEP(x) MACROSTATEMENT\n#define END return;', 'void f(void) { STEP(a) run(); END run(); }')),
    /\(macro-stmt \(call ident:STEP \(args ident:a\)\)\) \(expr-stmt \(call ident:run args\)\) \(macro-stmt ident:END\)/,
  );
  t.regex(
    shapes(open('#define IF if\n#define OUT return', 'int f(void) { IF (a) run(); OUT 1; }')),
    /\(if ident:a \(expr-stmt \(call ident:run args\)\) -\) \(return number:1\)/,
  );
  t.is(
    shapes(open('#define OUR static\n#define near', 'OUR int near a;')),
    '(declaration storage:static (var prim:int ident:a - -))',
  );
  t.regex(
    shapes(open('#define thing struct item *', 'void f(void) { x = (thing)(y); run(); }')),
    /\(assign:= ident:x \(cast typename:thing \(paren ident:y\)\)\)/,
  );
  t.regex(
    shapes(open('#define var(x) YACFE_DECLARATOR', 'void f(void) { var(x); run(); }')),
    /\(block \(macro-decl ident:var \(args ident:x\)\)/,
  );
  t.true(shapes(open('', 'void f(void) { run(); }')).includes(call));
});

test('a macro that stands for a keyword keeps its tokens', (t) => {
  const file = open('#define OUT return', 'int f(void) { OUT 1; }');
  const [unit] = file.units;
  const tokens =
    unit === undefined ? [] : file.trees(unit).flatMap(({ items }) => items.map(({ first, last }) => [first, last]));
  t.deepEqual(tokens, [[0, file.tokens.count - 1]]);
  t.deepEqual(file.diagnostics, []);
});

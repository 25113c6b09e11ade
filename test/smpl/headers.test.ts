import test from 'ava';
import { formatTree } from '../../src/smpl/index.js';
import type { Metavariable } from '../../src/smpl/index.js';
import { complaints, lastRule, parse } from './read.js';

function metavariables(...lines: readonly string[]): readonly Metavariable[] {
  return lastRule(parse('@@', ...lines, '@@', 'f();')).metavariables;
}

test('a header has a name and clauses', (t) => {
  const rule = lastRule(
    parse(
      'virtual b, c;',
      '@a@',
      '@@',
      'f();',
      '@r depends on a && !(b || never c) exists disable neg_if, drop_cast using "x.iso" expression@',
      '@@',
      'g',
    ),
  );
  t.is(rule.name, 'r');
  t.is(rule.paths, 'exists');
  t.deepEqual(rule.disabled, ['neg_if', 'drop_cast']);
  t.deepEqual(rule.isoFiles, ['x.iso']);
  t.is(rule.bodyKind, 'expression');
  t.deepEqual(rule.dependency, {
    kind: 'and',
    parts: [
      { kind: 'rule', name: 'a', mode: 'matched' },
      {
        kind: 'not',
        part: {
          kind: 'or',
          parts: [
            { kind: 'rule', name: 'b', mode: 'matched' },
            { kind: 'rule', name: 'c', mode: 'never' },
          ],
        },
      },
    ],
  });
});

test('dependencies on files and over branches', (t) => {
  t.deepEqual(lastRule(parse('virtual a;', '@depends on forall !a@', '@@', 'g();')).dependency, {
    kind: 'forall',
    part: { kind: 'rule', name: 'a', mode: 'not' },
  });
  t.deepEqual(lastRule(parse('@depends on file in "drivers/"@', '@@', 'g();')).dependency, {
    kind: 'file',
    path: 'drivers/',
  });
});

test('anonymous rules are named by their line', (t) => {
  t.is(lastRule(parse('', '@@', '@@', 'f();')).name, 'rule starting on line 2');
});

test('what stands before the first rule', (t) => {
  const patch = parse(
    'virtual patch, org',
    'virtual report',
    '#include "a.cocci"',
    'using "x.iso"',
    '#spatch --foo 3',
    '@@',
    '@@',
    'f();',
  );
  t.deepEqual(patch.virtuals, ['patch', 'org', 'report']);
  t.deepEqual(patch.includes, ['a.cocci']);
  t.deepEqual(patch.isoFiles, ['x.iso']);
  t.deepEqual(patch.options, ['--foo', '3']);
});

test('kinds, lists and lengths', (t) => {
  const declared = metavariables(
    'expression list[n] es;',
    'parameter list ps; identifier virtual.v;',
    'position any p;',
    'local idexpression struct foo *x;',
  );
  t.deepEqual(
    declared.map(({ kind, name }) => `${kind} ${name}`),
    ['metavariable n', 'expression list es', 'parameter list ps', 'identifier v', 'position p', 'idexpression x'],
  );
  t.is(declared[1]?.length, 'n');
  t.deepEqual(declared[3]?.inherited, { rule: 'virtual', name: 'v' });
  t.true(declared[4]?.any);
  t.is(declared[5]?.scope, 'local');
  t.is(formatTree(declared[5]?.types[0] ?? null), '(pointer (struct ident:foo _))');
});

test('expressions may have types', (t) => {
  const types = metavariables(
    'type T; T *a; {int, long} *b; expression *c; expression struct s *d; const char[] e; unsigned long f;',
  )
    .slice(1)
    .map((metavariable) => metavariable.types.map(formatTree).join(' or '));
  t.deepEqual(types, [
    '(pointer meta:T)',
    '(pointer prim:int) or (pointer prim:long)',
    '(pointer dots)',
    '(pointer (struct ident:s _))',
    '(array (qualified:const prim:char) _)',
    'prim:unsigned long',
  ]);
});

test('constraints', (t) => {
  const [a, b, c, d, e] = metavariables(
    'identifier a =~ "^x"; expression b != {0, 1};',
    'position c != r.p;',
    'constant d > 3 && != a;',
    'expression e : script:python(r.x) { ok(e, x) };',
  );
  t.deepEqual(a?.constraint, { kind: 'matches', pattern: '^x' });
  t.deepEqual(b?.constraint, { kind: 'not-in', values: [{ text: '0' }, { text: '1' }] });
  t.deepEqual(c?.constraint, { kind: 'not-in', values: [{ name: 'p', rule: 'r' }] });
  t.deepEqual(d?.constraint, {
    kind: 'and',
    parts: [
      { kind: 'compare', operator: '>', value: { text: '3' } },
      { kind: 'not-in', values: [{ name: 'a', rule: null }] },
    ],
  });
  t.deepEqual(e?.constraint, {
    kind: 'script',
    language: 'python',
    code: 'ok(e, x)',
    inputs: [{ local: 'x', ast: null, rule: 'r', name: 'x', default: null }],
  });
});

test('operators as constraints, and seeds of fresh identifiers', (t) => {
  const [op, x, y] = metavariables(
    'binary operator op = {+, -, &&};',
    'identifier x; fresh identifier y = "new_" ## x ## "_2";',
  );
  t.deepEqual(op?.constraint, { kind: 'in', values: [{ text: '+' }, { text: '-' }, { text: '&&' }] });
  t.is(x?.seed, null);
  t.deepEqual(y?.seed, [{ text: 'new_' }, { name: 'x', rule: null }, { text: '_2' }]);
});

test('names of declarers and types last to later rules, metavariables do not', (t) => {
  const rule = lastRule(parse('@@', 'typedef foo; declarer name D;', '@@', 'f();', '@@', '@@', 'D((foo)-x);'));
  t.deepEqual(rule.metavariables, []);
  t.deepEqual(rule.body.root.kids.map(formatTree), [
    '(macro-decl ident:D (args (cast typename:foo (unary:- ident:x))))',
  ]);
});

test('an extended rule hands on its metavariables', (t) => {
  const rule = lastRule(
    parse('@a@', 'expression E;', '@@', 'f(E);', '@b extends a@', 'identifier x;', '@@', 'g(E, x);'),
  );
  t.deepEqual(
    rule.metavariables.map(({ name, inherited }) => [name, inherited?.rule ?? null]),
    [
      ['E', 'a'],
      ['x', null],
    ],
  );
});

test('scripts have inputs, outputs and code', (t) => {
  const patch = parse(
    '@r@',
    'position p;',
    '@@',
    'foo@p();',
    '@script:python s depends on r@',
    'p << r.p = [];',
    'x << virtual.x = "d";',
    '(a, b) << r.p;',
    'id;',
    '@@',
    'print(p)',
    '',
  );
  t.deepEqual(complaints(patch), []);
  const script = patch.sections[1];
  if (script?.kind !== 'script') return t.fail();
  t.is(script.language, 'python');
  t.is(script.name, 's');
  t.deepEqual(
    script.inputs.map(({ local, ast, rule, name, default: value }) => [local, ast, rule, name, value]),
    [
      ['p', null, 'r', 'p', '[]'],
      ['x', null, 'virtual', 'x', 'd'],
      ['a', 'b', 'r', 'p', null],
    ],
  );
  t.deepEqual(script.outputs, [{ name: 'id', type: 'identifier' }]);
  t.is(script.code, 'print(p)\n');
  t.is(script.codeLine, 11);
});

test('initialize and finalize, with and without a second header', (t) => {
  const patch = parse('@initialize:python@', '@@', 'x = 1', '@finalize:python@', 'print(x)', '@@', '@@', 'f();');
  t.deepEqual(
    patch.sections.map(({ kind }) => kind),
    ['initialize', 'finalize', 'rule'],
  );
  t.deepEqual(
    patch.sections.slice(0, 2).map((section) => ('code' in section ? section.code : '')),
    ['x = 1\n', 'print(x)\n'],
  );
});

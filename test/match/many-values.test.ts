import test from 'ava';
import { openFile } from '../../src/c/index.js';
import type { CFile } from '../../src/c/index.js';
import type { CompiledRule } from '../../src/compile/index.js';
import { compilePatch, initParser } from '../../src/engine/index.js';
import { RuleSearch } from '../../src/match/index.js';
import type { RuleOutcome, Value } from '../../src/match/index.js';
import { parsePatch } from '../../src/smpl/index.js';
import { SourceText } from '../../src/text/index.js';

test.before(() => initParser());

const CODE = `struct s { int a; };
int g1(int a) { f(a, 1); if (a == 2) return h(a); f(1, a); return 0; }
int g2(int b, struct s *p) {
	f(b, 2); while (b) { f(2, b); h(p->a); } lock(b); f(3, 3); unlock(b);
	if (!p) return f(b, b);
	do { h(3); } while (f(1, 1));
	return b ? f(2, 1) : h(b);
}
`;

/** Bodies of rules that inherit x and y. */
const BODIES = [
  '- f(x, y);\n+ g(y, x);\n',
  '- f(x, ...)\n+ g(y)\n',
  'f(x, 2);\n...\n- lock(y);\n+ k();\n',
  '(\n- f(x, y)\n|\n- h(x)\n)\n',
  '- f(\\(x\\|y\\), e)\n+ g(e)\n',
  'if (x == y) { ... }\n',
  '<... h(x) ...>\n',
  'f(e, ...);\n... when != h(x)\n* f(y, ...)\n',
  'g2(...) {\n<...\n- h(x);\n+ k(x, y);\n...>\n}\n',
  '- f(<+... x ...+>, ...)\n+ g(y)\n',
  'f(x, e)\n... when any\nh(y)\n',
];

const VALUES = ['1', '2', '3', 'a', 'b', 'p'];

function pairs(): ReadonlyMap<string, Value>[] {
  const value = (text: string): Value => ({ key: text, text, tokens: null, node: null });
  return VALUES.flatMap((x) =>
    VALUES.map(
      (y) =>
        new Map([
          ['x', value(x)],
          ['y', value(y)],
        ]),
    ),
  );
}

function summary({ matches }: RuleOutcome): unknown {
  return matches.map(({ bindings, hits }) => [
    shown(bindings),
    hits.map(({ links, values }) => [links, shown(values)]),
  ]);
}

function shown(values: ReadonlyMap<string, Value>): unknown {
  return [...values].map(([name, { key, text }]) => [name, key, text]).sort();
}

/** Bodies of rules that inherit x, y and the place p of a call. */
const PLACED = [
  'f@p(x, y)\n',
  'f@p(x, y);\n...\nh(e);\n',
  'f@p(x, e)\n... when any\n* f(y, ...)\n',
  '(\n- f@p(x, y)\n|\n- h(x)\n)\n',
  'while (y) { ... f@p(x, e); ... }\n',
  'f@q(x, e)\n',
  'f@q(e, ...);\n... when != h(x)\n* f(y, ...)\n',
];

function summaries(
  patch: string,
  values: (file: CFile, first: CompiledRule) => readonly ReadonlyMap<string, Value>[],
): {
  readonly together: readonly unknown[];
  readonly alone: readonly unknown[];
  readonly found: number;
} {
  const { compiled } = compilePatch(parsePatch(new SourceText('t.cocci', patch)));
  const [first, second] = compiled.steps;
  if (first?.kind !== 'rule' || second?.kind !== 'rule') throw new Error('no rule');
  const file = openFile(new SourceText('t.c', CODE));
  const given = values(file, first.rule);
  const search = new RuleSearch(second.rule, file, Infinity);
  const alone = given.map((each) => new RuleSearch(second.rule, file, 1).matches(each));
  return {
    together: given.map((each) => summary(search.matches(each))),
    alone: alone.map(summary),
    found: alone.reduce((sum, { matches }) => sum + matches.length, 0),
  };
}

for (const body of BODIES) {
  test(`values one by one and together find the same: ${body.replaceAll('\n', ' ')}`, (t) => {
    const patch = `@r@ expression x, y; @@\nf(x, y)\n\n@s@ expression r.x, r.y; expression e; @@\n${body}`;
    const { together, alone, found } = summaries(patch, pairs);
    t.deepEqual(together, alone);
    t.true(found > 0);
  });
}

for (const body of PLACED) {
  test(`places one by one and together find the same: ${body.replaceAll('\n', ' ')}`, (t) => {
    const first = '@r@ expression x, y; position p; @@\nf@p(x, y)\n';
    const patch = `${first}\n@s@ expression r.x, r.y; expression e; position r.p; position q != r.p; @@\n${body}`;
    const { together, alone, found } = summaries(patch, (file, rule) =>
      new RuleSearch(rule, file, 1).matches(new Map()).matches.map(({ bindings }) => {
        const p = bindings.get('p');
        return new Map([...bindings, ...(p === undefined ? [] : [['r.p', p] as const])]);
      }),
    );
    t.true(together.length > 4);
    t.deepEqual(together, alone);
    t.true(found > 0);
  });
}

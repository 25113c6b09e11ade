import test from 'ava';
import { openFile } from '../../src/c/index.js';
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

for (const body of BODIES) {
  test(`values one by one and together find the same: ${body.replaceAll('\n', ' ')}`, (t) => {
    const patch = `@r@ expression x, y; @@\nf(x, y)\n\n@s@ expression r.x, r.y; expression e; @@\n${body}`;
    const { compiled } = compilePatch(parsePatch(new SourceText('t.cocci', patch)));
    const step = compiled.steps[1];
    if (step?.kind !== 'rule') throw new Error('no rule');
    const file = openFile(new SourceText('t.c', CODE));
    const together = new RuleSearch(step.rule, file, Infinity);
    let found = 0;
    for (const given of pairs()) {
      const alone = new RuleSearch(step.rule, file, 1).matches(given);
      found += alone.matches.length;
      t.deepEqual(summary(together.matches(given)), summary(alone));
    }
    t.true(found > 0);
  });
}

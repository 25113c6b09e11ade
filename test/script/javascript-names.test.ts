import test from 'ava';
import { startJavaScript } from '../../src/script/index.js';
import { POSITIONS, call, script, text } from './samples.js';

const LINK = '[[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4]';
const MINE = `class Mine extends coccilib.output.Output { register_match(include, [[v]]) { print("mine", v) } }`;

/** Expressions with each name that scripts in Python have, with what they give and what they print. */
const EXPRESSIONS: readonly (readonly [code: string, value: string, printed?: string])[] = [
  ['cocci.cocci_file', 'p.cocci'],
  ['cocci.files()', 'a.c'],
  ['cocci.has_env_binding("r", "x")', 'false'],
  ['cocci.include_match(true)', 'undefined'],
  ['cocci.add_pending_instance(["a.c"], ["r"], [["x", "y"]], false)', 'undefined'],
  ['cocci.finalise()', 'undefined'],
  ['cocci instanceof coccilib.output.Console && cocci instanceof coccilib.output.Output', 'true'],
  ['cocci.combine(x, p).location.line', '7'],
  ['cocci.combine(l, p)', '1 , 2'],
  ['cocci.combine(l, p).locations.length', '1'],
  ['cocci.combine(l, p).location === p[0]', 'false'],
  ['cocci.register_match(true, [[cocci.combine(l, p), "msg"]])', 'undefined', 'a.c:7:1: msg - 1 , 2\n'],
  ['cocci.register_match(false, [[cocci.combine(l, p), "msg"]])', 'undefined'],
  ['new coccilib.output.Output().register_match(true, [[cocci.combine(l, p), "msg"]])', 'undefined'],
  [`new (${MINE})().register_match(true, [[x, "msg"]])`, 'undefined', 'mine x\n'],
  ['cocci.make_ident("a")', 'a'],
  ['cocci.make_expr("a + 1")', 'a + 1'],
  ['cocci.make_stmt("f();")', 'f();'],
  ['cocci.make_stmt_with_env("int i;", "i = 1;")', 'i = 1;'],
  ['cocci.make_type("int *")', 'int *'],
  ['cocci.make_pragmainfo("once")', 'once'],
  ['cocci.make_listlen(2).length', '2'],
  ['cocci.make_position("b.c", "f", 1, 2, 3, 4)[0].line_end', '3'],
  ['cocci.print_main("m", p)', 'undefined', `* TODO ${LINK}[m a.c::7]]\n`],
  ['cocci.print_sec("m", p, "ovl-face1")', 'undefined', `${LINK}[m]]\n`],
  ['cocci.print_secs("m", p, "ovl-face1")', 'undefined', `${LINK}[m]]\n`],
  ['coccilib.org.build_link(p[0], "m", "ovl-face1")', `${LINK}[m]]`],
  ['coccilib.org.print_link(p[0])', 'undefined', `${LINK}[a.c::7]]\n`],
  ['coccilib.org.print_todo(p[0], "m[1]")', 'undefined', `* TODO ${LINK}[m[1]]]\n`],
  ['coccilib.org.print_safe_link(p[0], "m[1]")', 'undefined', `${LINK}[m@(1)]]\n`],
  ['coccilib.org.print_safe_todo(p[0], "m[1]")', 'undefined', `* TODO ${LINK}[m@(1)]]\n`],
  ['coccilib.org.print_main("m", p)', 'undefined', `* TODO ${LINK}[m a.c::7]]\n`],
  ['coccilib.org.print_sec("m", p, "ovl-face1")', 'undefined', `${LINK}[m]]\n`],
  ['coccilib.org.print_secs("", p, "ovl-face1")', 'undefined', `${LINK}[a.c::7]]\n`],
  ['coccilib.report.build_report(p[0], "m")', 'a.c:7:1-4: m'],
  ['coccilib.report.print_report(p[0])', 'undefined', 'a.c:7:1-4: ERROR\n'],
  ['[l[0], l.length, l.elements[1], l.expr].join(" ")', '1 2 2 1 , 2'],
  ['[...l].map((each) => each + ";").join("")', '1;2;'],
  ['l.map((each) => each.length)', '1,1'],
  ['l instanceof coccilib.elems.TermList && l instanceof coccilib.elems.ElemBase', 'true'],
  ['new coccilib.elems.TermList("a, b", ["a", "b"])', 'a, b'],
  ['p[0] instanceof coccilib.elems.Location', 'true'],
  ['new coccilib.elems.Location(..."abcdefghij").column_end', 'j'],
  ['Object.keys(p[0]).length', '10'],
  ['new coccilib.elems.Comment("a", "b", "c").middle', 'b'],
  ['coccilib.iteration.Iteration === Iteration', 'true'],
];

test('each name that scripts in Python have does the same in JavaScript', async (t) => {
  const host = await startJavaScript({ scripts: [script('')] });
  await host.call([call(0)]);
  const inputs = { p: POSITIONS, x: text('x'), l: { kind: 'list', texts: ['1', '2'] } } as const;
  const answers = await host.evaluate(EXPRESSIONS.map(([code]) => ({ code, inputs, file: 'a.c' })));
  t.deepEqual(
    answers.map((one) => [one.error, one.text, one.printed]),
    EXPRESSIONS.map(([, value, printed]) => [null, value, printed ?? '']),
  );
});

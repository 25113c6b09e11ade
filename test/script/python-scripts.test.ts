import test from 'ava';
import { startPython } from '../../src/script/index.js';
import type { Script, ScriptHost } from '../../src/script/index.js';
import { PLACE, POSITIONS, PRINTED_ALL, call, script, text } from './samples.js';

function start(scripts: readonly Script[]): Promise<ScriptHost> {
  return startPython({ scripts });
}

async function printed(code: string, inputs: Parameters<typeof call>[1] = {}): Promise<string> {
  const host = await start([script(code)]);
  const [reply] = await host.call([call(0, inputs)]);
  await host.stop();
  return reply?.error?.message ?? reply?.printed ?? '';
}

test('code is a plain string', async (t) => {
  t.is(await printed('print(type(x).__name__, x, coccinelle.x)', { x: text('a -> b') }), 'str a -> b a -> b\n');
});

test('a position is a tuple of places whose parts are all strings', async (t) => {
  const code = 'print(type(p).__name__, len(p), [value for value in vars(p[0]).values()])';
  const all = `['a.c', 'bar', '2', '0', '9', '1', '7', '1', '7', '4']`;
  t.is(await printed(code, { p: POSITIONS }), `tuple 1 ${all}\n`);
});

test('a list has elements and prints as its text', async (t) => {
  const code = 'print(es, es.elements, es[1], len(es), [e for e in es])';
  const es = { kind: 'list', texts: ['a', 'f ( x )'] } as const;
  t.is(await printed(code, { es }), "a , f ( x ) ('a', 'f ( x )') f ( x ) 2 ['a', 'f ( x )']\n");
  t.is(await printed('print(es)', { es: { ...es, text: '( a )' } }), '( a )\n');
});

test('comments have three parts', async (t) => {
  const comments = { kind: 'comments', comments: [{ before: '/* a */', middle: '', after: '// b' }] } as const;
  t.is(await printed('print(c[0].before + c[0].middle + c[0].after)', { c: comments }), '/* a */// b\n');
});

test('characters beyond ASCII come back as they were', async (t) => {
  t.is(await printed('print(x + "é")', { x: text('Ã©\u00ff') }), 'Ã©\u00ffé\n');
});

test('virtual names are strings of their own spelling', async (t) => {
  const host = await start([script('print(report, coccinelle.org)', { virtuals: ['report', 'org'] })]);
  const [reply] = await host.call([call(0)]);
  await host.stop();
  t.is(reply?.printed, 'report org\n');
});

test('reports and Org lines have the formats of Coccinelle', async (t) => {
  const code = `
coccilib.report.print_report(p[0], "hello")
coccilib.report.print_report(p[0])
coccilib.org.print_todo(p[0])
coccilib.org.print_todo(p[0], "a[1]")
coccilib.org.print_safe_todo(p[0], "a[1]")
coccilib.org.print_link(p[0], "a[1]", color="x")
coccilib.org.print_safe_link(p[0], "a[1]")
cocci.print_main("m", p)
cocci.print_main("", p)
cocci.print_sec("m", p)
cocci.print_secs("m", p)
`;
  t.is(await printed(code, { p: POSITIONS }), PRINTED_ALL);
});

test('modules can be imported by name', async (t) => {
  const code = `
from coccilib.report import build_report
import coccilib.org
from coccilib.iteration import Iteration
from coccilib.elems import Location
from coccinelle import Cocci
print(build_report(p[0], "x"), isinstance(p[0], Location), isinstance(cocci, Cocci), __name__)
`;
  t.is(await printed(code, { p: POSITIONS }), 'a.c:7:1-4: x True True __main__\n');
});

test('matches are registered with the place they were combined with', async (t) => {
  const code = 'cocci.register_match(True, [(cocci.combine(x, p), "found")])\ncocci.register_match(False, [])';
  const host = await start([script(code)]);
  const [reply] = await host.call([call(0, { x: text('ptr'), p: POSITIONS })]);
  await host.stop();
  t.is(reply?.printed, 'a.c:7:1: found - ptr\n');
  t.false(reply?.include);
});

test('outputs are identifiers, code, lists, lengths or positions', async (t) => {
  const outputs = ['id', 'e', 's', 't', 'es', 'n', 'p', 'q', 'unset'];
  const code = `
coccinelle.id = "name"
coccinelle.e = cocci.make_expr("a + b")
coccinelle.s = cocci.make_stmt_with_env("int c;", "if (c) f();")
coccinelle.t = cocci.make_type("struct s *")
coccinelle.es = ["a", "b"]
coccinelle.n = cocci.make_listlen(2)
coccinelle.p = cocci.make_position("b.c", "f", 4, 1, 5, 2)
coccinelle.q = p0
unset = "only a global"
`;
  const host = await start([script(code, { outputs })]);
  const [reply] = await host.call([call(0, { p0: POSITIONS })]);
  await host.stop();
  const outside = {
    currentElementLine: -1,
    currentElementColumn: -1,
    currentElementLineEnd: -1,
    currentElementColumnEnd: -1,
  };
  t.deepEqual(reply?.outputs, {
    id: { kind: 'text', text: 'name', form: 'identifier', declarations: '' },
    e: { kind: 'text', text: 'a + b', form: 'expression', declarations: '' },
    s: { kind: 'text', text: 'if (c) f();', form: 'statement', declarations: 'int c;' },
    t: { kind: 'text', text: 'struct s *', form: 'type', declarations: '' },
    es: { kind: 'list', texts: ['a', 'b'] },
    n: { kind: 'length', length: 2 },
    p: {
      kind: 'positions',
      positions: [{ ...outside, file: 'b.c', currentElement: 'f', line: 4, column: 1, lineEnd: 5, columnEnd: 2 }],
    },
    q: { kind: 'positions', positions: [PLACE] },
  });
});

test('an output of another type is an error', async (t) => {
  const host = await start([script('coccinelle.x = 12', { outputs: ['x'] })]);
  const [reply] = await host.call([call(0)]);
  await host.stop();
  t.regex(reply?.error?.message ?? '', /coccinelle\.x .* not int/);
  t.deepEqual(reply?.outputs, {});
});

test('scripts can drop a match, leave the file, and ask what is bound', async (t) => {
  const code =
    'cocci.include_match(x != "y")\nif x == "z": cocci.exit()\nprint(cocci.has_env_binding("r", "x"), cocci.has_env_binding("r", "y"))';
  const host = await start([script(code)]);
  const calls = ['y', 'z'].map((x) => call(0, { x: text(x) }, { bound: [['r', 'x']] }));
  const replies = await host.call(calls);
  await host.stop();
  t.deepEqual(
    replies.map(({ include, exit }) => [include, exit]),
    [
      [false, false],
      [true, true],
    ],
  );
  t.is(replies[0]?.printed, 'True False\n');
});

test('scripts can ask for another run', async (t) => {
  const code = `
it = Iteration()
if x == "y":
    it.set_files(["b.c"])
it.add_virtual_rule("after")
it.add_virtual_identifier("f", x)
it.register()
`;
  const host = await start([script(code)]);
  const replies = await host.call([call(0, { x: text('y') }), call(0, { x: text('z') })]);
  await host.stop();
  const rest = { virtualRules: ['after'], extendVirtualIdentifiers: false };
  t.deepEqual(
    replies.map(({ iterations }) => iterations),
    [
      [{ ...rest, files: ['b.c'], virtualIdentifiers: [['f', 'y']] }],
      [{ ...rest, files: null, virtualIdentifiers: [['f', 'z']] }],
    ],
  );
});

test('files are those of the call, or the file at hand', async (t) => {
  const host = await start([script('print(cocci.files(), cocci.cocci_file)')]);
  const replies = await host.call([call(0), call(0, {}, { files: ['a.c', 'b.c'] }), call(0, {}, { file: '' })]);
  await host.stop();
  const lists = ["['a.c']", "['a.c', 'b.c']", '[]'];
  t.deepEqual(
    replies.map((reply) => reply.printed),
    lists.map((list) => `${list} p.cocci\n`),
  );
});

test('all scripts share one name space, functions see the inputs at hand', async (t) => {
  const host = await start([
    script('seen = []\ndef note(): seen.append(x)', { kind: 'initialize' }),
    script('note()\ncoccinelle.kept = x'),
    script('print(seen, kept)', { kind: 'finalize' }),
  ]);
  await host.call([call(0, {}, { file: '' })]);
  await host.call([call(1, { x: text('a') }), call(1, { x: text('b') })]);
  const [reply] = await host.call([call(2)]);
  await host.stop();
  t.is(reply?.printed, "['a', 'b'] b\n");
});

test('the module coccinelle holds the inputs of the script at hand only', async (t) => {
  const host = await start([script('pass'), script('print(hasattr(coccinelle, "x"), x)')]);
  const replies = await host.call([call(0, { x: text('a') }), call(1)]);
  await host.stop();
  t.is(replies[1]?.printed, 'False a\n');
});

test('an exception gives its message and the line in the script', async (t) => {
  const host = await start([
    script('def helper():\n  raise ValueError("bad")', { line: 3 }),
    script('\nprint("before")\nhelper()'),
    script('x = (\n'),
    script('if True:\nx = 1'),
    script('print "old"'),
  ]);
  const replies = await host.call([0, 1, 2, 3, 4].map((index) => call(index)));
  await host.stop();
  t.is(replies[0]?.error, null);
  t.deepEqual(replies[1]?.error, { message: 'ValueError: bad', line: 3 });
  t.is(replies[1]?.printed, 'before\n');
  t.deepEqual(
    replies.slice(2).map((reply) => reply.error?.line),
    [1, 2, 1],
  );
  t.regex(replies[3]?.error?.message ?? '', /^IndentationError: /);
});

test('sys.exit leaves the file, and is an error when it says so', async (t) => {
  const host = await start([
    script('import sys\nsys.exit()'),
    script('import sys\nsys.exit(3)'),
    script('print("on")'),
  ]);
  const replies = await host.call([call(0), call(1), call(2)]);
  await host.stop();
  t.deepEqual(
    replies.map((reply) => reply.exit),
    [true, true, false],
  );
  t.deepEqual(
    replies.map((reply) => reply.error),
    [null, { message: 'SystemExit: 3', line: 2 }, null],
  );
  t.is(replies[2]?.printed, 'on\n');
});

test('expressions are evaluated with the names of scripts', async (t) => {
  const host = await start([script('def ok(x): return x.startswith("a")')]);
  await host.call([call(0)]);
  const query = (code: string, x: string) => ({ code, inputs: { x: text(x) }, file: 'a.c' });
  const answers = await host.evaluate([
    query('ok(x)', 'ab'),
    query('ok(x)', 'b'),
    query(' "new_" + x # fresh', 'b'),
    query('x.nothing', 'b'),
    query('x +', 'b'),
  ]);
  await host.stop();
  t.deepEqual(
    answers.map(({ holds, text }) => [holds, text]),
    [
      [true, 'True'],
      [false, 'False'],
      [true, 'new_b'],
      [false, ''],
      [false, ''],
    ],
  );
  t.is(answers[3]?.error?.message, "AttributeError: 'str' object has no attribute 'nothing'");
  t.regex(answers[4]?.error?.message ?? '', /^SyntaxError: /);
});

test('comments of the semantic patch may stand in a script, and divisions too', async (t) => {
  const codes = [
    '// a comment, "unpaired\nprint(x) # // x\n  // another\n',
    "print(\"a // b\" + 'c // d', 7 // 2) # it's",
    '// first\nprint(7 // 2, """\n// text""")',
    'y = x // behind the code\nprint(y)\n\nundefined_name',
    '// only this\nprint "old"',
  ];
  const host = await start(codes.map((code) => script(code)));
  const replies = await host.call(codes.map((_, index) => call(index, { x: text('a') })));
  await host.stop();
  t.deepEqual(
    replies.map((reply) => reply.printed),
    ['a\n', 'a // bc // d 3\n', '3 \n// text\n', 'a\n', ''],
  );
  t.deepEqual(
    replies.map((reply) => reply.error?.line),
    [undefined, undefined, undefined, 4, 2],
  );
});

test('values of several hosts come together', async (t) => {
  const scripts = [script('coccinelle.n = {x: (1, 2)}\ncoccinelle.f = print'), script('print(ns)')];
  const hosts = await Promise.all([start(scripts), start(scripts)]);
  const packed = await Promise.all(
    hosts.map(async (host, index) => {
      await host.call([call(0, { x: text(String(index)) })]);
      return host.collect(['n', 'f', 'none']);
    }),
  );
  t.deepEqual(
    packed.map(([, f, none]) => [f, none]),
    [
      [null, null],
      [null, null],
    ],
  );
  const values = packed.map(([n]) => n ?? '');
  const replies = await hosts[0].call([call(1, { ns: { kind: 'merged', values } })]);
  await Promise.all(hosts.map((host) => host.stop()));
  t.is(replies[0]?.printed, "[{'0': (1, 2)}, {'1': (1, 2)}]\n");
});

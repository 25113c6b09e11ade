import test from 'ava';
import { ScriptHostError, startJavaScript } from '../../src/script/index.js';
import type { ScriptReply, ScriptValue } from '../../src/script/index.js';
import { PLACE, POSITIONS, PRINTED_ALL, call, script, text } from './samples.js';

async function run(
  code: string,
  inputs: Record<string, ScriptValue> = {},
  outputs: string[] = [],
): Promise<ScriptReply> {
  const host = await startJavaScript({ scripts: [script(code, { outputs })] });
  const [reply] = await host.call([call(0, inputs)]);
  if (reply === undefined) throw new Error('no reply');
  return reply;
}

test('values are strings, arrays of places and arrays that print as their text', async (t) => {
  const inputs: Record<string, ScriptValue> = {
    x: text('a -> b'),
    p: POSITIONS,
    es: { kind: 'list', texts: ['a', 'b'] },
    c: { kind: 'comments', comments: [{ before: '/* a */', middle: '', after: '' }] },
  };
  const code =
    'print(x, coccinelle.x, p[0].current_element, p[0].line + p[0].column, es, es.length, es.elements[1], c[0].before)';
  t.is((await run(code, inputs)).printed, 'a -> b a -> b bar 71 a , b 2 b /* a */\n');
});

test('reports and Org lines have the formats of Coccinelle', async (t) => {
  const code = `
coccilib.report.print_report(p[0], "hello")
coccilib.report.print_report(p[0])
coccilib.org.print_todo(p[0])
coccilib.org.print_todo(p[0], "a[1]")
coccilib.org.print_safe_todo(p[0], "a[1]")
coccilib.org.print_link(p[0], "a[1]", "x")
coccilib.org.print_safe_link(p[0], "a[1]")
cocci.print_main("m", p)
cocci.print_main("", p)
cocci.print_sec("m", p)
cocci.print_secs("m", p)
`;
  const reply = await run(code, { p: POSITIONS });
  t.is(reply.error, null);
  t.is(reply.printed, PRINTED_ALL);
});

test('console prints like Node.js, warnings elsewhere', async (t) => {
  const errors: string[] = [];
  const scripts = [script('console.log("%s is", "x", [1]); console.warn("hm")')];
  const host = await startJavaScript({ scripts, stderr: (written) => errors.push(written) });
  const [reply] = await host.call([call(0)]);
  t.is(reply?.printed, 'x is [ 1 ]\n');
  t.deepEqual(errors, ['hm\n']);
});

test('outputs are identifiers, code, lists, lengths or positions', async (t) => {
  const code = `
coccinelle.id = 'name'
coccinelle.s = cocci.make_stmt_with_env('int c;', 'if (c) f();')
coccinelle.es = ['a', 'b']
coccinelle.n = cocci.make_listlen(2)
coccinelle.p = cocci.make_position('b.c', 'f', 4, 1, 5, 2)
coccinelle.q = p0
`;
  const reply = await run(code, { p0: POSITIONS }, ['id', 's', 'es', 'n', 'p', 'q', 'unset']);
  const outside = {
    currentElementLine: -1,
    currentElementColumn: -1,
    currentElementLineEnd: -1,
    currentElementColumnEnd: -1,
  };
  t.deepEqual(reply.outputs, {
    id: { kind: 'text', text: 'name', form: 'identifier', declarations: '' },
    s: { kind: 'text', text: 'if (c) f();', form: 'statement', declarations: 'int c;' },
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
  const reply = await run('coccinelle.x = 12', {}, ['x']);
  t.is(reply.error?.message, 'TypeError: coccinelle.x is to be a string or made by cocci.make_*, not number');
});

test('scripts can drop a match, leave the file, ask for another run, and ask what is bound', async (t) => {
  const code = `
cocci.include_match(false)
cocci.exit()
const it = new Iteration()
it.set_files(cocci.files())
it.add_virtual_rule('after')
it.add_virtual_identifier('f', 'g')
it.register()
print(cocci.has_env_binding('r', 'x'), cocci.has_env_binding('r', 'y'), cocci.cocci_file)
`;
  const host = await startJavaScript({ scripts: [script(code)] });
  const [reply] = await host.call([call(0, {}, { bound: [['r', 'x']] })]);
  t.deepEqual(reply, {
    include: false,
    outputs: {},
    printed: 'true false p.cocci\n',
    exit: true,
    iterations: [
      { files: ['a.c'], virtualRules: ['after'], virtualIdentifiers: [['f', 'g']], extendVirtualIdentifiers: false },
    ],
    error: null,
  });
});

test('scripts share what initialize declares, functions, and plain assignments', async (t) => {
  const host = await startJavaScript({
    scripts: [
      script('const seen = []\nfunction note(x) { seen.push(x) }', { kind: 'initialize' }),
      script('const own = x + report; note(own); last = own', { virtuals: ['report'] }),
      script('print(seen.join(), last, typeof own)', { kind: 'finalize' }),
    ],
  });
  const replies = await host.call([call(0), call(1, { x: text('a') }), call(1, { x: text('b') }), call(2)]);
  t.deepEqual(
    replies.map(({ error }) => error),
    [null, null, null, null],
  );
  t.is(replies[3]?.printed, 'areport,breport breport undefined\n');
});

test('values of several hosts come together', async (t) => {
  const scripts = [
    script('coccinelle.n = new Map([[x, 1]]); coccinelle.f = print'),
    script('print(ns.map((n) => [...n]))'),
  ];
  const hosts = [await startJavaScript({ scripts }), await startJavaScript({ scripts })];
  const values: string[] = [];
  for (const [index, host] of hosts.entries()) {
    await host.call([call(0, { x: text(String(index)) })]);
    const [n, f, none] = await host.collect(['n', 'f', 'none']);
    t.deepEqual([f, none], [null, null]);
    values.push(n ?? '');
  }
  const replies = await hosts[0]?.call([call(1, { ns: { kind: 'merged', values } })]);
  t.is(replies?.[0]?.printed, '0,1,1,1\n');
});

test('an exception gives its message and the line in the script', async (t) => {
  const host = await startJavaScript({
    scripts: [
      script('function helper() {\n  throw new RangeError("bad") }', { line: 3 }),
      script('\nprint("before")\nhelper()'),
      script('print(1)\nconst = 3'),
      script('throw "text"'),
    ],
  });
  const replies = await host.call([0, 1, 2, 3].map((index) => call(index)));
  t.is(replies[0]?.error, null);
  t.deepEqual(replies[1]?.error, { message: 'RangeError: bad', line: 3 });
  t.is(replies[1]?.printed, 'before\n');
  t.is(replies[2]?.error?.line, 2);
  t.deepEqual(replies[3]?.error, { message: 'text', line: 0 });
});

test('expressions are evaluated with the names of scripts', async (t) => {
  const host = await startJavaScript({ scripts: [script('function ok(x) { return x.startsWith("a") }')] });
  await host.call([call(0)]);
  const query = (code: string, x: string) => ({ code, inputs: { x: text(x) }, file: 'a.c' });
  const answers = await host.evaluate([
    query('ok(x)', 'ab'),
    query('ok(x)', 'b'),
    query('"new_" + x // fresh', 'b'),
    query('x.y.z', 'b'),
  ]);
  t.deepEqual(
    answers.map((answer) => [answer.holds, answer.text]),
    [
      [true, 'true'],
      [false, 'false'],
      [true, 'new_b'],
      [false, ''],
    ],
  );
  t.regex(answers[3]?.error?.message ?? '', /^TypeError: /);
});

test('a script that does not end ends the host', async (t) => {
  const host = await startJavaScript({ scripts: [script('while (true);')], timeout: 50 });
  const expected = { instanceOf: ScriptHostError, message: /did not end in 0\.05 seconds/ };
  await t.throwsAsync(host.call([call(0)]), expected);
  await t.throwsAsync(host.call([]), expected);
});

test('a stopped host answers no more', async (t) => {
  const host = await startJavaScript({ scripts: [] });
  t.regex(host.version, /^JavaScript \(Node\.js v\d+/);
  await host.stop();
  await t.throwsAsync(host.evaluate([]), { instanceOf: ScriptHostError, message: /has been stopped/ });
});

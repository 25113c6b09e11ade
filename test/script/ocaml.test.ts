import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'ava';
import { vspatch } from '../../src/cli/index.js';
import { ScriptHostError, startOcaml } from '../../src/script/index.js';
import type { OcamlOptions, Script, ScriptHost, ScriptInputs, ScriptReply } from '../../src/script/index.js';
import { record } from '../cli/recording.js';
import { makeFolder } from '../tree/folder.js';
import { PLACE, POSITIONS, call, script, text } from './samples.js';

function start(scripts: readonly Script[], more: Partial<OcamlOptions> = {}): Promise<ScriptHost> {
  return startOcaml({ scripts, expressions: [], virtualRules: [], virtualIdentifiers: [], ...more });
}

/** The reply of a script alone; `types` are those of its inputs. */
async function reply(about: Partial<Script>, inputs: ScriptInputs = {}): Promise<ScriptReply | undefined> {
  const host = await start([script('', about)]);
  const [first] = await host.call([call(0, inputs)]);
  await host.stop();
  return first;
}

async function printed(code: string, types: Script['inputTypes'] = [], inputs: ScriptInputs = {}): Promise<string> {
  const given = await reply({ code, inputTypes: types }, inputs);
  return given?.error?.message ?? given?.printed ?? '';
}

const isInstalled = spawnSync('ocaml', ['-version']).status === 0;

test('no OCaml is a rejection that says so', async (t) => {
  const error = await t.throwsAsync(start([], { command: 'no-such-ocaml' }), { instanceOf: ScriptHostError });
  t.true(error.missing);
});

/** OCaml is optional on a machine: without it there is nothing to be shown of it. */
if (isInstalled) {
  test('it tells its version', async (t) => {
    const host = await start([]);
    await host.stop();
    t.regex(host.version, /^OCaml \d+\.\d+/);
  });

  test('texts are strings of bytes, with tabs and ends of lines as they were', async (t) => {
    const odd = 'a\tb\nc\\n"é\u00ff';
    t.is(await printed('print_string x', [{ name: 'x', type: 'text' }], { x: text(odd) }), odd);
  });

  test('positions are lists of records, and Org lines have the format of Coccinelle', async (t) => {
    const code = `let at = List.hd p in
Printf.printf "%s %s %d %d %d\\n" at.file at.current_element at.current_element_line at.line at.Coccilib.col_end;
print_main "m" p; print_sec "s" p; print_secs ~color:"red" "t" p`;
    const lines = `a.c bar 2 7 4
* TODO [[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4][m a.c::7]]
[[view:a.c::face=ovl-face2::linb=7::colb=1::cole=4][s]]
[[view:a.c::face=red::linb=7::colb=1::cole=4][t]]
`;
    t.is(await printed(code, [{ name: 'p', type: 'positions' }], { p: POSITIONS }), lines);
  });

  test('the trees of a list are a list', async (t) => {
    const xs = { kind: 'list' as const, texts: ['b', 'a'] };
    const code = 'Printf.printf "%d %b" (List.length xs) (List.sort compare xs = xs)';
    t.is(await printed(code, [{ name: 'xs', type: 'trees' }], { xs }), '2 false');
  });

  test("SmPL's comments in front of the next rule are no code", async (t) => {
    t.is(await printed('print_string "a"\n\n// about the rule that follows\n  // (and more'), 'a');
  });

  test('the length of a list is a number', async (t) => {
    t.is(await printed('print_int (n + 1)', [{ name: 'n', type: 'length' }], { n: text('3') }), '4');
  });

  test('comments come one by one', async (t) => {
    const comments = { kind: 'comments', comments: [{ before: '', middle: '', after: '/* a */ // b' }] } as const;
    const code = 'let (_, _, after) = List.hd c in print_string (String.concat "|" after)';
    t.is(await printed(code, [{ name: 'c', type: 'comments' }], { c: comments }), '/* a */|// b');
  });

  test('parameters have their names', async (t) => {
    const texts = [
      'int a',
      'struct foo * b',
      'char c [ 10 ]',
      'void ( * d ) ( int x )',
      'unsigned long',
      'struct foo *',
    ];
    const code = `let name p = match (Ast_c.unwrap p).Ast_c.p_namei with None -> "-" | Some n -> Ast_c.str_of_name n in
print_string (String.concat " " (List.map name ps))`;
    const inputs = { ps: { kind: 'list', texts } } as const;
    t.is(await printed(code, [{ name: 'ps', type: 'parameters' }], inputs), 'a b c d - -');
  });

  test('values for later rules', async (t) => {
    const given = await reply({
      code: 'i := make_ident "x"; e := Coccilib.make_expr "x + 1"; s := make_stmt_with_env "int c;" "c++;"; n := make_listlen 2; p := make_position "a.c" "f" 1 2 3 4',
      outputs: ['i', 'e', 's', 'n', 'p', 'unset'],
    });
    const place = { currentElementLine: -1, currentElementColumn: -1, currentElementLineEnd: -1 };
    t.deepEqual(given?.outputs, {
      i: { kind: 'text', text: 'x', form: 'identifier', declarations: '' },
      e: { kind: 'text', text: 'x + 1', form: 'expression', declarations: '' },
      s: { kind: 'text', text: 'c++;', form: 'statement', declarations: 'int c;' },
      n: { kind: 'length', length: 2 },
      p: {
        kind: 'positions',
        positions: [
          {
            ...{ ...PLACE, ...place, currentElementColumnEnd: -1, currentElement: 'f' },
            ...{ line: 1, column: 2, lineEnd: 3, columnEnd: 4 },
          },
        ],
      },
    });
  });

  test('include_match, exit, files and iterations are in the reply', async (t) => {
    const code = `include_match false; exit ();
let it = new iteration () in
it#set_files (files ()); it#add_virtual_rule Again; it#add_virtual_identifier Fn "g"; it#register ()`;
    const host = await start([script(code)], { virtualRules: ['again'], virtualIdentifiers: ['fn'] });
    const [given] = await host.call([call(0, {}, { file: 'é.c' })]);
    await host.stop();
    t.like(given, { include: false, exit: true, error: null });
    t.deepEqual(given?.iterations, [
      {
        ...{ files: ['é.c'], virtualRules: ['again'], virtualIdentifiers: [['fn', 'g']] },
        extendVirtualIdentifiers: false,
      },
    ]);
  });

  test('scripts share what initialize defines, and its value can leave', async (t) => {
    const scripts = [
      script('let seen = ref 0\nlet () = print_endline "begun"', { kind: 'initialize' }),
      script('incr seen'),
      script('List.iter (fun r -> Printf.printf "%d" !r) all', {
        kind: 'finalize',
        inputTypes: [{ name: 'all', type: 'merged', merged: 'seen' }],
      }),
    ];
    const host = await start(scripts);
    const [first] = await host.call([call(0), call(1), call(1)]);
    const [value] = await host.collect(['seen']);
    const inputs = { all: { kind: 'merged', values: [value ?? '', value ?? ''] } } as const;
    const [last] = await host.call([call(2, inputs)]);
    await host.stop();
    t.is(first?.printed, 'begun\n');
    t.is(last?.printed, '22');
  });

  test('expressions tell truths and texts', async (t) => {
    const inputs = [{ name: 'x', type: 'text' }] as const;
    const expressions = [
      { code: 'String.length x > 2', line: 1, inputs, result: 'truth' },
      { code: 'x ^ "_new"', line: 1, inputs, result: 'text' },
    ] as const;
    const host = await start([], { expressions });
    const answers = await host.evaluate(
      expressions.flatMap(({ code }) => ['ab', 'abc'].map((x) => ({ code, inputs: { x: text(x) }, file: 'a.c' }))),
    );
    await host.stop();
    t.deepEqual(
      answers.map(({ holds }) => holds),
      [false, true, true, true],
    );
    t.deepEqual(
      answers.slice(2).map((answer) => answer.text),
      ['ab_new', 'abc_new'],
    );
  });

  test('an exception is an error of the one call', async (t) => {
    const code = 'print_string "so far"; if x = "b" then failwith "odd"';
    const host = await start([script(code, { inputTypes: [{ name: 'x', type: 'text' }] })]);
    const replies = await host.call(['a', 'b', 'c'].map((x) => call(0, { x: text(x) })));
    await host.stop();
    t.deepEqual(
      replies.map(({ error, printed: out }) => [out, error?.message ?? null]),
      [
        ['so far', null],
        ['so far', 'Failure("odd")'],
        ['so far', null],
      ],
    );
  });

  test('a script that is no OCaml is told of with its line', async (t) => {
    const scripts = [
      script('print_string "a"', { name: 'one', line: 3 }),
      script('let x = 1 in\nprint_int y', { line: 8 }),
    ];
    const unbound = await t.throwsAsync(start(scripts), {
      instanceOf: ScriptHostError,
      message: /script rule: Unbound value y/,
    });
    t.is(unbound.line, 9);
    const open = await t.throwsAsync(start([script('print_string "a', { line: 4 })]), { instanceOf: ScriptHostError });
    t.is(open.line, 4);
  });

  test('a syntax tree is said not to be there', async (t) => {
    const code = 'match Ast_c.unwrap e with Ast_c.Ident _ -> () | _ -> ()';
    const tree = script(code, { inputTypes: [{ name: 'e', type: 'tree' }] });
    await t.throwsAsync(start([tree]), { message: /texts here, not as syntax trees/ });
  });

  test('an exception in initialize is told of', async (t) => {
    const first = script('let () = failwith "not today"', { kind: 'initialize' });
    await t.throwsAsync(start([first]), { instanceOf: ScriptHostError, message: /not today/ });
  });

  test('vspatch: a mistake in a script is a diagnostic at its line of the patch', async (t) => {
    const patch = '@r@\nidentifier f;\n@@\n- f();\n\n@script:ocaml s@\nf << r.f;\n@@\nprint_string f;\nprint_int f\n';
    const folder = makeFolder(t, { 'patch.cocci': patch, 'in.c': 'void g(void) { a(); }\n' });
    const to = record();
    const words = ['--very-quiet', '--sp-file', path.join(folder, 'patch.cocci'), path.join(folder, 'in.c')];
    t.is(await vspatch(words, to.io), 255);
    t.regex(to.error(), /patch\.cocci:10:1: error\[script-error\]: script s: This expression has type string/);
    t.is(to.out(), '');
  });
}

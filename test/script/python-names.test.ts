import test from 'ava';
import { ScriptHostError, startEmbeddedPython, startPython } from '../../src/script/index.js';
import type { Script, ScriptHost } from '../../src/script/index.js';
import { POSITIONS, call, script, text } from './samples.js';

/** The names that scripts can reach, by the object that has them: those of Coccinelle, and no others. */
const NAMES: Readonly<Record<string, string>> = {
  cocci: `add_pending_instance cocci_file combine exit files finalise has_env_binding include_match make_expr make_ident
    make_listlen make_position make_pragmainfo make_stmt make_stmt_with_env make_type print_main print_sec print_secs
    register_match`,
  coccilib: 'elems iteration org output report xml_firehose',
  'coccilib.elems': 'Comment ElemBase Location TermList',
  'coccilib.iteration': 'Iteration',
  'coccilib.org': 'build_link print_link print_main print_safe_link print_safe_todo print_sec print_secs print_todo',
  'coccilib.output': 'Console Output',
  'coccilib.output.Output': `combine finalise include_match print_main print_sec print_secs register_match`,
  'coccilib.report': 'build_report print_report',
  'coccilib.xml_firehose': 'Analysis import_firehose',
  Iteration: 'add_virtual_identifier add_virtual_rule register set_extend_virtual_ids set_files',
  'p[0]': `column column_end current_element current_element_column current_element_column_end current_element_line
    current_element_line_end file line line_end`,
  'coccilib.elems.Comment("a", "b", "c")': 'after before middle',
  l: 'elements expr',
};

const LINK = '[[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4]';

/** Expressions, with what they give and what they print. */
const EXPRESSIONS: readonly (readonly [code: string, value: string, printed?: string])[] = [
  ['cocci.cocci_file', 'p.cocci'],
  ['cocci.files()', "['a.c']"],
  ['cocci.has_env_binding("r", "x")', 'False'],
  ['cocci.include_match(True)', 'None'],
  ['cocci.finalise()', 'None'],
  ['isinstance(cocci, coccilib.output.Console)', 'True'],
  ['cocci.combine(x, p).location.line', '7'],
  ['str(cocci.combine(l, p))', '1 , 2'],
  ['len(cocci.combine(l, p).locations)', '1'],
  ['cocci.combine(l, p).location is p[0]', 'False'],
  ['cocci.register_match(True, [(cocci.combine(l, p), "msg")])', 'None', 'a.c:7:1: msg - 1 , 2\n'],
  ['cocci.register_match(False, [(cocci.combine(l, p), "msg")])', 'None'],
  ['coccilib.output.Output().register_match(True, [(cocci.combine(l, p), "msg")])', 'None'],
  ['cocci.make_ident("a")', 'a'],
  ['cocci.make_expr("a + 1")', 'a + 1'],
  ['cocci.make_stmt("f();")', 'f();'],
  ['cocci.make_stmt_with_env("int i;", "i = 1;")', 'i = 1;'],
  ['cocci.make_type("int *")', 'int *'],
  ['cocci.make_pragmainfo("once")', 'once'],
  ['cocci.make_listlen(2)', '2'],
  ['cocci.make_position("b.c", "f", 1, 2, 3, 4)[0].line_end', '3'],
  ['cocci.print_main("m", p)', 'None', `* TODO ${LINK}[m a.c::7]]\n`],
  ['cocci.print_main("", p, "f")', 'None', '* TODO [[view:a.c::face=f::linb=7::colb=1::cole=4][a.c::7]]\n'],
  ['cocci.print_sec("m", p, "ovl-face1")', 'None', `${LINK}[m]]\n`],
  ['cocci.print_secs("m", p, "ovl-face1")', 'None', `${LINK}[m]]\n`],
  ['coccilib.org.build_link(p[0], "m", "ovl-face1")', `${LINK}[m]]`],
  ['coccilib.org.print_link(p[0])', 'None', `${LINK}[a.c::7]]\n`],
  ['coccilib.org.print_todo(p[0], "m[1]")', 'None', `* TODO ${LINK}[m[1]]]\n`],
  ['coccilib.org.print_safe_link(p[0], "m[1]")', 'None', `${LINK}[m@(1)]]\n`],
  ['coccilib.org.print_safe_todo(p[0], "m[1]")', 'None', `* TODO ${LINK}[m@(1)]]\n`],
  ['coccilib.org.print_main("m", p)', 'None', `* TODO ${LINK}[m a.c::7]]\n`],
  ['coccilib.org.print_sec("m", p)', 'None', '[[view:a.c::face=ovl-face2::linb=7::colb=1::cole=4][m]]\n'],
  ['coccilib.org.print_secs("", p)', 'None', '[[view:a.c::face=ovl-face2::linb=7::colb=1::cole=4][a.c::7]]\n'],
  ['coccilib.report.build_report(p[0], "m")', 'a.c:7:1-4: m'],
  ['coccilib.report.print_report(p[0])', 'None', 'a.c:7:1-4: ERROR\n'],
  ['(l[0], l[-1], list(l), l.elements, l.expr)', `('1', '2', ['1', '2'], ('1', '2'), '1 , 2')`],
  ['isinstance(l, coccilib.elems.TermList) and isinstance(l, coccilib.elems.ElemBase)', 'True'],
  ['(p[0].file, p[0].current_element, p[0].line, p[0].column_end)', `('a.c', 'bar', '7', '4')`],
  ['coccilib.elems.Location(*"abcdefghij").column_end', 'j'],
  ['coccilib.iteration.Iteration is Iteration', 'True'],
];

/** What there is of the package firehose, as far as the module uses it. */
const FIREHOSE = `
import sys, types
class Made:
    def __init__(self, *given, **named):
        self.given = given + tuple(sorted(named.items()))
    def __repr__(self):
        return type(self).__name__ + repr(self.given)
class Analysis(Made):
    def to_xml_bytes(self):
        return "%s %s" % (self, self.results)
firehose = types.ModuleType("firehose")
firehose.model = types.ModuleType("firehose.model")
for name in "Issue Message Location File Function Range Point Generator Metadata DebianSource".split():
    setattr(firehose.model, name, type(name, (Made,), {}))
firehose.model.Analysis = Analysis
sys.modules.update({"firehose": firehose, "firehose.model": firehose.model})
coccilib.xml_firehose.import_firehose()
found = coccilib.xml_firehose.Analysis(False, "debian-source", "vim", "9.0-1", root_path="a")
found.add_result(p, "msg", severity="low")
found.print_analysis()
coccilib.xml_firehose.Analysis(False, blank_if_no_results=True).print_analysis()
`;

const PRINTED_BY_FIREHOSE =
  "Analysis(Metadata(Generator(('name', 'coccinelle'), ('version', '')), DebianSource('vim', '9.0', '1'), None, None), []) " +
  "[Issue(None, None, Location(File('.c', ''), Function('bar',), ('range_', Range(Point(7, 1), Point(7, 4)))), " +
  "Message('msg',), None, None, ('customfields', None), ('severity', 'low'))]\n\n";

type Start = (options: { readonly scripts: readonly Script[] }) => Promise<ScriptHost>;

const INPUTS = { p: POSITIONS, x: text('x'), l: { kind: 'list', texts: ['1', '2'] } } as const;
const HOSTS: Readonly<Record<string, Start>> = { system: startPython, embedded: startEmbeddedPython };

/** The package for the embedded one is optional: null when it is missing. */
async function startHost(start: Start, code: string): Promise<ScriptHost | null> {
  try {
    return await start({ scripts: [script(code)] });
  } catch (error) {
    if (error instanceof ScriptHostError && error.message.includes('the package pyodide cannot be loaded')) return null;
    throw error;
  }
}

for (const [name, start] of Object.entries(HOSTS)) {
  test.serial(`each name of the modules is there and does what it is to do, with the ${name} Python`, async (t) => {
    const host = await startHost(start, 'pass');
    const lists = Object.keys(NAMES).map((code) => `" ".join(n for n in dir(${code}) if n[0] != "_")`);
    const codes = [...lists, ...EXPRESSIONS.map(([code]) => code)];
    const answers = await host?.evaluate(codes.map((code) => ({ code, inputs: INPUTS, file: 'a.c' })));
    await host?.stop();
    const wanted = [
      ...Object.values(NAMES).map((names) => [names.replace(/\s+/g, ' '), '']),
      ...EXPRESSIONS.map(([, value, printed]) => [value, printed ?? '']),
    ];
    t.deepEqual(answers?.map((one) => [one.text, one.printed]) ?? wanted, wanted);
  });

  test.serial(`results for Firehose, with the ${name} Python`, async (t) => {
    const host = await startHost(start, FIREHOSE);
    const replies = await host?.call([call(0, INPUTS)]);
    await host?.stop();
    t.is(replies?.[0]?.printed ?? PRINTED_BY_FIREHOSE, PRINTED_BY_FIREHOSE);
  });
}

import test from 'ava';
import { ScriptHostError, startEmbeddedPython } from '../../src/script/index.js';
import type { ScriptHost } from '../../src/script/index.js';
import { POSITIONS, call, script, text } from './samples.js';

const SCRIPTS = [
  script('seen = []\nprint("start", cocci.files())', { kind: 'initialize' }),
  script('seen.append(x)\ncoccilib.report.print_report(p[0], x)\ncoccinelle.y = "new_" + x', { outputs: ['y'] }),
  script('print(seen)\nundefined_name', { kind: 'finalize' }),
];

/** The package is optional: without it the start must say so. */
async function start(): Promise<ScriptHost | ScriptHostError> {
  try {
    return await startEmbeddedPython({ scripts: SCRIPTS });
  } catch (error) {
    if (error instanceof ScriptHostError) return error;
    throw error;
  }
}

test('scripts run inside this process, or the start names the package that is missing', async (t) => {
  const host = await start();
  if (host instanceof ScriptHostError) {
    t.regex(host.message, /the package pyodide cannot be loaded/);
    return;
  }
  t.regex(host.version, /^Python 3\.\d+\.\d+ \(pyodide .*\)$/);
  const replies = await host.call([
    call(0, {}, { file: '' }),
    call(1, { x: text('a'), p: POSITIONS }),
    call(2, {}, { file: '' }),
  ]);
  const printed = ['start []\n', 'a.c:7:1-4: a\n', "['a']\n"];
  t.deepEqual(
    replies.map((reply) => reply.printed),
    printed,
  );
  const y = { kind: 'text', text: 'new_a', form: 'identifier', declarations: '' };
  t.deepEqual(replies[1]?.outputs, { y });
  t.deepEqual(replies[2]?.error, { message: "NameError: name 'undefined_name' is not defined", line: 2 });
  const [answer] = await host.evaluate([{ code: 'x in seen', inputs: { x: text('a') }, file: 'a.c' }]);
  t.true(answer?.holds);
  await host.stop();
  await t.throwsAsync(host.call([]), { instanceOf: ScriptHostError, message: /has been stopped/ });
});

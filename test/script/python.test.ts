import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { ScriptHostError, findPython, startPython } from '../../src/script/index.js';
import type { PythonOptions, ScriptHost } from '../../src/script/index.js';
import { call, script, text } from './samples.js';

function startOne(code: string, more: Partial<PythonOptions> = {}): Promise<ScriptHost> {
  return startPython({ scripts: [script(code)], ...more });
}

test('a Python is found, and tells its version', async (t) => {
  const command = await findPython();
  t.truthy(command);
  const host = await startOne('pass', { command: command ?? '' });
  await host.stop();
  t.regex(host.version, /^Python 3\.\d+\.\d+$/);
});

test.serial('what stands in front of the interpreter is asked once, and its environment lasts', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedalia-python-'));
  const { PATH = '' } = process.env;
  const log = path.join(folder, 'log');
  writeFileSync(
    path.join(folder, 'python3'),
    `#!/bin/sh\necho started >> '${log}'\nPATH='${PATH}'\nexport FRONT=1\nexec python3 "$@"\n`,
    { mode: 0o755 },
  );
  process.env['PATH'] = `${folder}${path.delimiter}${PATH}`;
  t.teardown(() => {
    process.env['PATH'] = PATH;
    rmSync(folder, { recursive: true });
  });
  for (let round = 0; round < 3; round++) {
    const host = await startOne('import os\nprint(os.environ["FRONT"])');
    const [reply] = await host.call([call(0, {})]);
    await host.stop();
    t.is(reply?.printed, '1\n');
  }
  t.is(readFileSync(log, 'utf8'), 'started\n');
});

test('no interpreter is a rejection that says what was tried', async (t) => {
  const error = await t.throwsAsync(startOne('pass', { command: 'no-such-python' }), { instanceOf: ScriptHostError });
  t.regex(error.message, /no Python 3[^]*no-such-python cannot be run/);
});

test('a program that is no Python is a rejection', async (t) => {
  const start = startOne('pass', { command: process.execPath, stderr: () => undefined });
  await t.throwsAsync(start, { instanceOf: ScriptHostError, message: /ended with exit status/ });
});

test('answers come in the order of the questions, asked at once or one by one', async (t) => {
  const host = await startOne('print(x)');
  const batches = [0, 1, 2].map((batch) =>
    [0, 1, 2].map((item) => call(0, { x: text(`${String(batch)}${String(item)}`) })),
  );
  const replies = await Promise.all([...batches.map((batch) => host.call(batch)), host.call([])]);
  await host.stop();
  t.deepEqual(
    replies.map((batch) => batch.map(({ printed }) => printed.trim())),
    [['00', '01', '02'], ['10', '11', '12'], ['20', '21', '22'], []],
  );
});

test('a batch of several megabytes passes in both directions', async (t) => {
  const host = await startOne('print(x)');
  const x = 'y'.repeat(100_000);
  const replies = await host.call(Array.from({ length: 50 }, () => call(0, { x: text(x) })));
  await host.stop();
  t.true(replies.every(({ printed }) => printed === x + '\n'));
});

test('what scripts write elsewhere does not come between the replies', async (t) => {
  const errors: string[] = [];
  const code = `
import os, subprocess, sys
os.write(1, b"raw\\n")
subprocess.call([sys.executable, "-c", "import sys; print('child', repr(sys.stdin.read()))"])
print("error", file=sys.stderr)
sys.stderr.flush()
sys.stdout.buffer.write(b"bytes\\n")
print("out")
`;
  const host = await startOne(code, { stderr: (written) => errors.push(written) });
  const [reply] = await host.call([call(0)]);
  await host.stop();
  t.is(reply?.error, null);
  t.is(reply?.printed, 'bytes\nout\n');
  t.deepEqual(errors.join('').split(/\r?\n/).sort(), ['', "child ''", 'error', 'raw']);
});

test('an interpreter that dies is a rejection, for later calls too', async (t) => {
  const host = await startOne('import os, sys\nprint("last words", file=sys.stderr, flush=True)\nos._exit(7)', {
    stderr: () => undefined,
  });
  const expected = { instanceOf: ScriptHostError, message: /ended with exit status 7:\nlast words/ };
  const both = [host.call([call(0)]), host.evaluate([])];
  await Promise.all(both.map((promise) => t.throwsAsync(promise, expected)));
  await t.throwsAsync(host.call([call(0)]), expected);
  await host.stop();
});

test('an interpreter that does not answer is ended', async (t) => {
  const host = await startOne('while True: pass', { timeout: 500 });
  const asked = host.call([call(0)]);
  await t.throwsAsync(asked, { instanceOf: ScriptHostError, message: /gave no answer in 0\.5 seconds/ });
  await host.stop();
});

test('stopping waits for what was asked, and twice is once', async (t) => {
  const host = await startOne('print(x)');
  const asked = host.call([call(0, { x: text('a') })]);
  await host.stop();
  t.is((await asked)[0]?.printed, 'a\n');
  await host.stop();
  await t.throwsAsync(host.call([call(0)]), { instanceOf: ScriptHostError, message: /has been stopped/ });
});

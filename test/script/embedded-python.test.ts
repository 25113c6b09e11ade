import test from 'ava';
import { ScriptHostError, startEmbeddedPython } from '../../src/script/index.js';
import { pythonCases } from './python-cases.js';
import { call, script } from './samples.js';

const installed = await startEmbeddedPython({ scripts: [] }).then(
  () => true,
  (error: unknown) => {
    if (error instanceof ScriptHostError) return false;
    throw error;
  },
);

if (installed) {
  pythonCases(test, (scripts) => startEmbeddedPython({ scripts }));

  test('a stopped host answers no more', async (t) => {
    const host = await startEmbeddedPython({ scripts: [script('pass')] });
    t.regex(host.version, /^Python 3\.\d+\.\d+ \(pyodide .*\)$/);
    await host.stop();
    await t.throwsAsync(host.call([call(0)]), { instanceOf: ScriptHostError });
  });
} else {
  test('without the package the start is rejected and names it', async (t) => {
    await t.throwsAsync(startEmbeddedPython({ scripts: [] }), { instanceOf: ScriptHostError, message: /pyodide/ });
  });
}

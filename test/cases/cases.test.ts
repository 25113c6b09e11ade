import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { vedalia, vspatch } from '../../src/cli/index.js';
import { applyPatch } from '../../src/index.js';
import type { Diagnostic, EngineOptions, Finding } from '../../src/index.js';
import { record } from '../cli/recording.js';
import { makeFolder } from '../tree/folder.js';
import { readCases } from './case.js';
import type { Case } from './case.js';

/** `-D name`, `-D name=value` and the symbols of the preprocessor as the library takes them. */
function engineOptions({ options: words, macros, builtins }: Case): EngineOptions {
  const given = (option: string): string[] => words.filter((_, index) => words[index - 1] === option);
  const values = given('-D');
  const definitions = values.filter((value) => value.includes('=')).map((value) => value.split('='));
  return {
    symbols: { defined: given('--defined'), undefined: given('--undefined') },
    virtuals: values.filter((value) => !value.includes('=')),
    definitions: Object.fromEntries(definitions) as Record<string, string>,
    macros,
    builtinMacros: builtins,
  };
}

function findingLine({ line, column, message, rule, further }: Finding): string {
  const others = further.map((place) => `, and ${String(place.line)}:${String(place.column)}`).join('');
  return `${String(line)}:${String(column)}: ${message === '' ? rule : message}${others}`;
}

function diagnosticLine({ path: file, line, column, severity, code }: Diagnostic): string {
  return `${file}:${String(line)}:${String(column)}: ${severity}[${code}]`;
}

function isWrong({ diagnostics }: Case): boolean {
  return diagnostics.some((line) => line.includes(': error['));
}

for (const each of readCases()) {
  test(`library: ${each.name}`, async (t) => {
    const patch = { text: each.patch, path: 'patch.cocci' };
    const result = await applyPatch(patch, { text: each.input, path: 'in.c' }, engineOptions(each));
    t.deepEqual(result.diagnostics.map(diagnosticLine), each.diagnostics);
    t.is(result.output ?? each.input, each.output);
    t.deepEqual(result.findings.map(findingLine), each.findings);
    t.is(result.printed, each.printed);
  });

  test(`vedalia and vspatch: ${each.name}`, async (t) => {
    const files = { 'in.c': each.input, 'in2.c': each.input, 'macros.h': each.macros, 'builtins.h': each.builtins };
    const folder = makeFolder(t, { 'patch.cocci': each.patch, ...files });
    const at = (name: string): string => path.join(folder, name);
    const macros = ['--macro-file', at('macros.h'), '--macro-file-builtins', at('builtins.h')];
    const options = [...each.options, ...(each.macros + each.builtins === '' ? [] : macros)];
    const wrong = isWrong(each);
    const applied = await vedalia(['apply', at('patch.cocci'), at('in.c'), '--write', ...options], record().io);
    t.is(applied, wrong ? 2 : 0);
    t.is(readFileSync(at('in.c'), 'latin1'), each.output);
    const words = ['--very-quiet', '--in-place', '--sp-file', at('patch.cocci'), at('in2.c'), ...options];
    t.is(await vspatch(words, record().io), wrong ? 255 : 0);
    t.is(readFileSync(at('in2.c'), 'latin1'), each.linux);
  });
}

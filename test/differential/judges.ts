import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyPatch, compilePatch } from '../../src/index.js';

/** What a judge makes of a program: its text afterwards, or why there is none. */
export type Verdict = { readonly text: string } | { readonly failure: string };

/** What spatch makes of many programs with one patch, in one process; a failure of all when it refuses the patch. */
export function askSpatch(patch: string, programs: readonly string[], spatch = 'spatch'): Verdict[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedalia-differential-'));
  try {
    const code = path.join(folder, 'code');
    mkdirSync(code);
    programs.forEach((text, index) => {
      writeFileSync(path.join(code, `${String(index)}.c`), text);
    });
    const rules = path.join(folder, 'patch.cocci');
    writeFileSync(rules, patch);
    const words = [
      '--no-show-diff',
      '--in-place',
      '--no-includes',
      '--disable-worth-trying-opt',
      '--timeout',
      '10',
      '--sp-file',
      rules,
      '--dir',
      code,
    ];
    const { status, stderr } = spawnSync(spatch, words, { encoding: 'utf8', timeout: 120_000 });
    if (status !== 0) return programs.map(() => ({ failure: lastLine(stderr) }));
    return programs.map((_, index) => verdict(path.join(code, `${String(index)}.c`), stderr));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Exceptions are told behind the line that names the file; the file is then as it was. */
function verdict(file: string, told: string): Verdict {
  const of = told.split(/^HANDLING: /m).find((part) => part.startsWith(file)) ?? '';
  const exception = /^(?:EXN:|.*\bexn = ).*/m.exec(of);
  return exception === null ? { text: readFileSync(file, 'utf8') } : { failure: exception[0] };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** What vedalia makes of many programs with one patch. */
export async function askVedalia(patch: string, programs: readonly string[]): Promise<Verdict[]> {
  const compilation = compilePatch(patch);
  const [mistake] = compilation.diagnostics.filter(({ severity }) => severity === 'error');
  if (mistake !== undefined) return programs.map(() => ({ failure: `${mistake.code}: ${mistake.message}` }));
  const verdicts: Verdict[] = [];
  for (const text of programs) {
    const { output, diagnostics } = await applyPatch(compilation, text);
    const [complaint] = diagnostics.filter(({ severity }) => severity === 'error');
    verdicts.push(
      output === null && complaint !== undefined
        ? { failure: `${complaint.code}: ${complaint.message}` }
        : { text: output ?? text },
    );
  }
  return verdicts;
}

/** The words and signs of a text, without white space. */
export function tokens(text: string): string {
  return (text.match(/\w+|[^\w\s]/g) ?? []).join(' ');
}

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runVspatch } from '../cli/recording.js';
import { levelOf } from './level.js';
import type { Level } from './level.js';

/** Paths of a test of the suite: `X.cocci` makes `X.res` of `X.c`; `X_verN.c` and `X_verN.res` share `X.cocci`. */
interface SuiteTest {
  readonly name: string;
  readonly patch: string;
  readonly input: string;
  readonly expected: string;
  /** What is to be printed; null when the suite does not say. */
  readonly printed: string | null;
}

export interface SuiteResult {
  readonly name: string;
  readonly level: Level;
  /** What was printed is what the suite says; null when it says nothing. */
  readonly printed: boolean | null;
  /** What a run that failed told, else empty. */
  readonly failure: string;
}

/**
 * Runs all tests of a folder `tests/` of Coccinelle's sources, one by one. Paths in patches and in what is printed
 * count on the folder that holds the suite being the working folder, which is changed to it for good.
 */
export async function runSuite(folder: string): Promise<SuiteResult[]> {
  const suite = path.resolve(folder);
  process.chdir(path.dirname(suite));
  const scratch = mkdtempSync(path.join(tmpdir(), 'vedalia-conformance-'));
  try {
    const results: SuiteResult[] = [];
    for (const each of readSuite(path.basename(suite))) results.push(await runTest(each, scratch));
    return results;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function readSuite(folder: string): SuiteTest[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.res'));
  return names.sort().flatMap((file) => {
    const name = file.slice(0, -'.res'.length);
    const stem = path.join(folder, name.replace(/_ver\d+.*/, ''));
    const input = ['.c', '.cpp'].map((extension) => path.join(folder, name) + extension).find(existsSync);
    if (input === undefined || !existsSync(`${stem}.cocci`)) return [];
    const printed = existsSync(`${stem}.stdout`) ? readFileSync(`${stem}.stdout`, 'utf8') : null;
    return [{ name, patch: `${stem}.cocci`, input, expected: path.join(folder, file), printed }];
  });
}

async function runTest({ name, patch, input, expected, printed }: SuiteTest, scratch: string): Promise<SuiteResult> {
  const out = path.join(scratch, path.basename(input));
  const include = path.join(path.dirname(input), 'include');
  const words = ['--very-quiet', '--no-show-diff', '-I', include, '--sp-file', patch, input, '-o', out];
  const run = await runVspatch(...words);
  const produced = readFileSync(existsSync(out) ? out : input, 'latin1');
  return {
    name,
    level: run.status === 0 ? levelOf(produced, readFileSync(expected, 'latin1')) : 'none',
    printed: printed === null ? null : run.status === 0 && run.out === printed,
    failure: run.status === 0 ? '' : run.error,
  };
}

import type { Diagnostic, Whereabouts } from '../text/index.js';
import { untouched } from './result.js';
import type { TreeResult } from './result.js';

/** What a file comes to that could not be read or that made something throw. */
export function fileFailure(file: string, error: unknown): TreeResult {
  if (isSystemError(error)) return failure(file, 'file-unreadable', `the file cannot be read: ${reason(error)}`);
  const message = error instanceof Error ? error.message : String(error);
  return failure(file, 'internal-error', `this is a mistake in vedalia, the file is left as it is: ${message}`);
}

/** What a file comes to that is no more what a result was about. */
export function changedFailure(file: string): TreeResult {
  return { ...untouched(file, [changedDiagnostic(file)]), before: '' };
}

export function changedDiagnostic(file: string): Diagnostic {
  const message = 'the file was changed while it was being worked on; it is left as it is now';
  return fileDiagnostic(file, 'file-changed', message);
}

/** What a file comes to that took longer than the time limit. */
export function timeoutFailure(file: string, seconds: number, at: Whereabouts | null): TreeResult {
  return failure(file, 'timeout', `gave up after ${String(seconds)} s${at === null ? '' : described(at)}`);
}

function described({ rule, item, candidates }: Whereabouts): string {
  const counts = candidates.map(([name, count]) => `${name}: ${String(count)}`).join(', ');
  const where = item === '' ? '' : `, function ${item}`;
  return `, at rule ${rule}${where}${counts === '' ? '' : ` (candidates: ${counts})`}`;
}

/** A message about a file as a whole. */
export function fileDiagnostic(path: string, code: string, message: string): Diagnostic {
  const place = { path, span: { start: 0, end: 0 }, line: 1, column: 1, frame: '' };
  return { code, severity: 'error', message, ...place };
}

/** Why a call of the system failed, in words: `no such file or directory`. */
export function reason(error: NodeJS.ErrnoException): string {
  return /^\w+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
}

/** Whether an error comes from the system (`ENOENT`, `EACCES`) and not from a mistake in a program. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function failure(file: string, code: string, message: string): TreeResult {
  return { ...untouched(file, [fileDiagnostic(file, code, message)]), before: '' };
}

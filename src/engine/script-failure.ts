import type { SemanticPatch } from '../smpl/index.js';
import { diagnose } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';

type Code = 'script-error' | 'script-host' | 'script-language';

/** A script could not be run, or did something wrong; `line` is that of the patch, from 1. */
export class ScriptFailure extends Error {
  override readonly name = 'ScriptFailure';
  readonly code: Code;
  readonly line: number;

  constructor({ code, line }: { readonly code: Code; readonly line: number }, message: string) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

/** A mistake of a script, at its line of the patch; `files` are those that are left as they are for it. */
export function scriptDiagnostic(
  { source }: SemanticPatch,
  { code, line, message }: ScriptFailure,
  files: readonly string[] = [],
): Diagnostic {
  const start = source.lineStarts[line - 1] ?? 0;
  const span = { start, end: start + Math.max(1, source.line(line).length) };
  const hint = files.length === 0 ? {} : { hint: `no edit is made in ${files.join(', ')}` };
  return diagnose(source, span, { code, message, ...hint });
}

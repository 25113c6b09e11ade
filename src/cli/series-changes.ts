import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { EngineOptions } from '../engine/index.js';
import { SourceText } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { applyPatches, loadPatches, runFiles } from '../tree/index.js';
import type { PatchSet, TreeResult } from '../tree/index.js';
import type { Io } from './io.js';
import { isError, printDiagnostics } from './patch-input.js';
import type { Change } from './series-groups.js';
import { UserError } from './user-error.js';

/** What a run over files would change, and whether all of them could be worked on. */
export interface FoundChanges {
  readonly changes: readonly Change[];
  readonly failed: boolean;
}

/** Runs patches over files, prints what there is to say about them, and writes nothing. `top`: names are seen from there. */
export async function findChanges(
  set: PatchSet,
  files: readonly string[],
  place: { readonly top: string; readonly io: Io },
): Promise<FoundChanges> {
  const changes: Change[] = [];
  const errors: Diagnostic[] = [];
  const onResult = ({ path: file, before, output, diagnostics }: TreeResult): void => {
    printDiagnostics(diagnostics, place.io);
    errors.push(...diagnostics.filter(isError));
    if (output !== null) changes.push({ name: nameIn(place.top, file), before, after: output });
  };
  const end = await runFiles(set, files, {}, { onResult });
  printDiagnostics(end.diagnostics, place.io);
  return { changes, failed: errors.length > 0 || end.diagnostics.some(isError) };
}

/** Splits changes by the patches that made them: for each patch of a set what it changes behind those before it. */
export async function changesByPatch(
  set: PatchSet,
  changes: readonly Change[],
  options: EngineOptions,
): Promise<readonly (readonly Change[])[]> {
  let now: readonly Change[] = changes.map(({ name, before }) => ({ name, before, after: before }));
  const steps: Change[][] = [];
  for (const text of set.texts) {
    const own = loadPatches([text], { ...options, virtuals: declared(options, set, steps.length) });
    const next: Change[] = [];
    for (const { name, after } of now) {
      const { output } = await applyPatches(own, new SourceText(name, after));
      next.push({ name, before: after, after: output ?? after });
    }
    steps.push(next.filter(({ before, after }) => before !== after));
    now = next;
  }
  return steps;
}

/** Each patch is given the virtual rules that it declares. */
function declared(options: EngineOptions, set: PatchSet, index: number): readonly string[] {
  const known = set.compiled[index]?.patch.virtuals ?? [];
  return (options.virtuals ?? []).filter((name) => known.includes(name));
}

function nameIn(top: string, file: string): string {
  const name = path.relative(top, realpathSync(file));
  if (name.startsWith('..')) throw new UserError(`${file} is outside of the work tree ${top}`);
  return name.split(path.sep).join('/');
}

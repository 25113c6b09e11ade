import type { Io } from './io.js';

export type { Io, StatusLine } from './io.js';
export { setUpV8 } from './v8-settings.js';

/**
 * Runs the command line `vedalia WORDS...` and gives its exit status. Never throws for a mistake of the user. Without `io`
 * it reads and writes the process's streams.
 */
export async function vedalia(words: readonly string[], io?: Io): Promise<number> {
  const commandLine = await import('./vedalia.js');
  return await commandLine.vedalia(words, io);
}

/** The same for `vspatch WORDS...`. */
export async function vspatch(words: readonly string[], io?: Io): Promise<number> {
  const commandLine = await import('./vspatch.js');
  return await commandLine.vspatch(words, io);
}

import { setFlagsFromString } from 'node:v8';

/**
 * Code that runs for less than its translation takes is better not translated with all means. V8's defaults are made for
 * programs that run for minutes: a run over a few hundred files spent more processor time on translating vedalia, in
 * every thread anew, than on the files. So less is put into one function, and a function is translated later.
 */
const SPARING: readonly string[] = ['--max-inlined-bytecode-size-cumulative=100', '--interrupt-budget=200000'];

/**
 * Room for new objects begins small and doubles each time that much of it is still in use: a short run would spend its
 * time on the way. It gets to its full size, 16 MB, at once, and is looked through when it is full and not before.
 */
const ROOMY: readonly string[] = ['--semi-space-growth-factor=16', '--no-minor-gc-task'];

/** The same, small for good. */
const SMALL: readonly string[] = ['--semi-space-growth-factor=1'];

/**
 * What V8 has made of functions that have not run for a while it throws away. They are those with which every run starts,
 * and what is kept for the next run (`code-cache.ts`) would lack them.
 */
const WHOLE: readonly string[] = ['--no-flush-bytecode'];

/** Tells V8 that this process is a short one; for the programs, as it holds for the whole process and its threads. */
export function setUpV8(): void {
  set([...SPARING, ...ROOMY, ...WHOLE]);
}

/**
 * Keeps the room for new objects small until the function that it gives is called: for work that throws away at once what it
 * makes, which then stays in the processor's cache. Nothing of the bundle must be loaded meanwhile: V8 takes what it made of
 * scripts for that of a program with other settings.
 */
export function keepRoomSmall(): () => void {
  set(SMALL);
  return () => {
    set(ROOMY);
  };
}

/**
 * Has old objects looked through when there are half as many again, not when there are four times as many: for runs that
 * keep hardly anything of a file when they turn to the next. It costs them nothing, and others up to a tenth more time.
 */
export function keepLittle(): void {
  setFlagsFromString('--heap-growing-percent=50');
}

function set(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}

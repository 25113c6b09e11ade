import type { ProgressForm } from './apply-options.js';
import type { Io, StatusLine } from './io.js';

/** Tells on standard error how far a run has come. */
export interface Progress {
  /** Takes note of a file that is done, and of how many matches it had. */
  readonly step: (matches: number) => void;
  /** Where other output of the run goes while the progress shows. */
  readonly io: Io;
  readonly end: () => void;
}

const BAR_WIDTH = 24;
const MILLISECONDS_BETWEEN_DRAWINGS = 100;
/** How many lines the plain form prints in a run. */
const PLAIN_LINES = 10;

/** Starts to tell of a run over `total` files. Without a terminal `auto` says nothing, and `bar` is `plain`. */
export async function startProgress(form: ProgressForm, total: number, io: Io): Promise<Progress> {
  if (form === 'none' || total < 2 || (form === 'auto' && io.statusLine === null)) {
    return { step: () => undefined, io, end: () => undefined };
  }
  if (form === 'plain' || io.statusLine === null) return plainProgress(total, io);
  return barProgress(total, io, await io.statusLine());
}

/** How far a run is, in numbers. */
class Course {
  readonly #total: number;
  readonly #start = performance.now();
  done = 0;
  matches = 0;

  constructor(total: number) {
    this.#total = total;
  }

  get share(): number {
    return this.done / this.#total;
  }

  text(): string {
    const seconds = (performance.now() - this.#start) / 1000;
    const speed = Math.round(this.done / Math.max(seconds, 0.001));
    const left = Math.ceil((seconds / Math.max(this.share, 0.001)) * (1 - this.share));
    const counts = `${String(this.done)}/${String(this.#total)} files, ${String(this.matches)} matches`;
    return `${counts}, ${String(speed)} files/s, ${duration(left)} left`;
  }
}

function plainProgress(total: number, io: Io): Progress {
  const course = new Course(total);
  let told = 0;
  const step = (matches: number): void => {
    course.done++;
    course.matches += matches;
    const now = Math.floor(course.share * PLAIN_LINES);
    if (now > told) io.error(`${course.text()}\n`);
    told = now;
  };
  return { step, io, end: () => undefined };
}

function barProgress(total: number, io: Io, show: StatusLine): Progress {
  const course = new Course(total);
  let drawn = 0;
  const step = (matches: number): void => {
    course.done++;
    course.matches += matches;
    const now = performance.now();
    if (now - drawn < MILLISECONDS_BETWEEN_DRAWINGS) return;
    drawn = now;
    const full = Math.round(course.share * BAR_WIDTH);
    show(`[${'#'.repeat(full).padEnd(BAR_WIDTH, '.')}] ${course.text()}`);
  };
  const clear = (): void => {
    show(null);
  };
  return { step, io: clearing(io, clear), end: clear };
}

/** Output comes in the place of the bar, which is drawn again with the next file. */
function clearing(io: Io, clear: () => void): Io {
  const out: Io['out'] = (text) => {
    clear();
    io.out(text);
  };
  const error: Io['error'] = (text) => {
    clear();
    io.error(text);
  };
  return { ...io, out, error };
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${String(seconds)} s` : `${String(minutes)} min ${String(seconds % 60)} s`;
}

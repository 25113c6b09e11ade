/** What a stage of the work has taken, in milliseconds of wall time. */
export interface StageTime {
  /** Without what stages inside it took. */
  own: number;
  whole: number;
  times: number;
}

/** Adds up how long stages take. Stages may lie inside each other, and must not overlap otherwise. */
export class Stopwatch {
  readonly stages: Map<string, StageTime> = new Map<string, StageTime>();
  readonly #open: { readonly name: string; readonly start: number; inside: number }[] = [];

  enter(name: string): void {
    this.#open.push({ name, start: performance.now(), inside: 0 });
  }

  /** Ends the stage entered last. */
  leave(): void {
    const frame = this.#open.pop();
    if (frame === undefined) return;
    const took = performance.now() - frame.start;
    const stage = this.stages.get(frame.name) ?? { own: 0, whole: 0, times: 0 };
    stage.own += took - frame.inside;
    stage.whole += took;
    stage.times++;
    this.stages.set(frame.name, stage);
    const around = this.#open.at(-1);
    if (around !== undefined) around.inside += took;
  }
}

let running: Stopwatch | null = null;

/** Starts to measure stages in this thread; null stops. Not measured, a stage costs nothing. */
export function measureWith(stopwatch: Stopwatch | null): void {
  running = stopwatch;
}

/** Does some work as a stage of that name. */
export function stage<T>(name: string, work: () => T): T {
  if (running === null) return work();
  const stopwatch = running;
  stopwatch.enter(name);
  try {
    return work();
  } finally {
    stopwatch.leave();
  }
}

/** The same for work that is awaited. */
export async function awaitedStage<T>(name: string, work: () => Promise<T>): Promise<T> {
  const stopwatch = running;
  stopwatch?.enter(name);
  try {
    return await work();
  } finally {
    stopwatch?.leave();
  }
}

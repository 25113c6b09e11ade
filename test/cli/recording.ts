import { vspatch } from '../../src/cli/index.js';
import type { Io } from '../../src/cli/index.js';
import { toBytes } from '../../src/report/index.js';

/** Streams that remember what is written to them, as UTF-8. */
export interface Recording {
  readonly io: Io;
  out(): string;
  error(): string;
}

/** Streams for a test; `input` is what standard input holds. */
export function record(input = ''): Recording {
  const written: Uint8Array[] = [];
  const errors: Uint8Array[] = [];
  const io: Io = {
    out: (text) => written.push(typeof text === 'string' ? toBytes(text) : text),
    error: (text) => errors.push(toBytes(text)),
    input: () => input,
    outColor: false,
    errorColor: false,
    statusLine: null,
  };
  const text = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString('utf8');
  return { io, out: () => text(written), error: () => text(errors) };
}

/** What a command line came to. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs vspatch inside this process. */
export async function runVspatch(...words: readonly string[]): Promise<Outcome> {
  const recording = record();
  const status = await vspatch(words, recording.io);
  return { status, out: recording.out(), error: recording.error() };
}

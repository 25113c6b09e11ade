import { closeSync, openSync, readSync } from 'node:fs';
import { toBytes } from '../report/index.js';

/** Where a command line writes to and reads from: the process's streams, or a test's. */
export interface Io {
  /** Writes file text, paths by `fromPath` and messages: see `toBytes`. */
  readonly out: (text: string | Uint8Array) => void;
  readonly error: (text: string) => void;
  /** All of standard input as Latin-1. */
  readonly input: () => string;
  /** Whether standard output and error are terminals that want color. */
  readonly outColor: boolean;
  readonly errorColor: boolean;
  /** Gets hold of a line at the end of standard error that can be changed; null where that is no terminal. */
  readonly statusLine: (() => Promise<StatusLine>) | null;
}

/** A line of a terminal that shows the text it was last called with, or nothing after a call with null. */
export type StatusLine = (text: string | null) => void;

/** The process's own streams. A reader that goes away (`| head`) ends the process without a word. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) stream.on('error', endQuietly);
  const plain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  return {
    out: (text) => void stdout.write(typeof text === 'string' ? toBytes(text) : text),
    error: (text) => void stderr.write(toBytes(text)),
    input: readStandardInput,
    outColor: stdout.isTTY && !plain,
    errorColor: stderr.isTTY && !plain,
    statusLine: stderr.isTTY ? openStatusLine : null,
  };
}

/** Loaded when it is wanted: most runs do without. */
async function openStatusLine(): Promise<StatusLine> {
  const { createLogUpdate } = await import('log-update');
  // A hidden cursor would stay hidden when the process is killed.
  const update = createLogUpdate(process.stderr, { showCursor: true });
  return (text) => {
    if (text === null) update.clear();
    else update(text);
  };
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

function readStandardInput(): string {
  const chunks: Buffer[] = [];
  const descriptor = openSync('/dev/stdin', 'r');
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(1 << 16);
      const count = readSync(descriptor, chunk, 0, chunk.length, null);
      if (count === 0) return Buffer.concat(chunks).toString('latin1');
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
}

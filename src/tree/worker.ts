import { parentPort, workerData } from 'node:worker_threads';
import { initParser } from '../engine/index.js';
import { keepWhereabouts, WhereaboutsBoard } from '../text/index.js';
import { FileWorker } from './file-worker.js';
import { loadPatches } from './patch-set.js';
import type { ThreadOrder, ThreadReport, ThreadStart } from './thread-message.js';

/** The program of one thread: takes orders from the pool and reports file by file. */
async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const { texts, options, run, board } = workerData as ThreadStart;
  if (board !== null) keepWhereabouts(new WhereaboutsBoard(board));
  await initParser(run.parser);
  const worker = new FileWorker(loadPatches(texts, options), run);
  const report = (message: ThreadReport): void => {
    port.postMessage(message);
  };
  port.on('message', (order: ThreadOrder) => void carryOut(order, worker, report));
  report({ kind: 'done' });
}

async function carryOut(
  order: ThreadOrder,
  worker: FileWorker,
  report: (message: ThreadReport) => void,
): Promise<void> {
  for (const [offset, file] of order.files.entries()) {
    const index = order.first + offset;
    const result = await worker.run(file, () => {
      report({ kind: 'look', index });
    });
    if (result !== null) report({ kind: 'result', index, result });
  }
  report({ kind: 'done' });
}

if (parentPort !== null) await serve(parentPort);

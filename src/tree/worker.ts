import { parentPort, workerData } from 'node:worker_threads';
import { keepWhereabouts, WhereaboutsBoard } from '../text/index.js';
import type { FilePatcher } from './file-patcher.js';
import { FileWorker } from './file-worker.js';
import type { ThreadOrder, ThreadReport, ThreadStart } from './thread-message.js';

/** The program of one thread: takes orders from the pool and reports file by file. */
function serve(port: NonNullable<typeof parentPort>): void {
  const start = workerData as ThreadStart;
  if (start.board !== null) keepWhereabouts(new WhereaboutsBoard(start.board));
  const worker = new FileWorker(start.words, () => openPatcher(start));
  const report = (message: ThreadReport): void => {
    port.postMessage(message);
  };
  port.on('message', (order: ThreadOrder | null) => {
    if (order === null) process.exit();
    void carryOut(order, worker, report);
  });
  report({ kind: 'done' });
}

/** Much is loaded and compiled here that a thread does not need before some file holds the words. */
async function openPatcher({ texts, options, run }: ThreadStart): Promise<FilePatcher> {
  const [{ FilePatcher }, { loadPatches }] = await Promise.all([import('./file-patcher.js'), import('./patch-set.js')]);
  return await FilePatcher.open(loadPatches(texts, options), run);
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

if (parentPort !== null) serve(parentPort);

/*
 * One thread of the fuzz test: reads the cases it is told with the built workers, and tells what came of each that is not in order.
 */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import type { Answer, Envelope, Order, OrderKind } from '../../contract/orders.ts';
import { mainTable } from '../../contract/reading.ts';
import { fuzzCase } from './mutations.ts';
import { flawOfSegments } from './segment-flaws.ts';

type RunOrder = <K extends OrderKind>(envelope: Envelope<K>) => Promise<Answer<K>>;

export interface FuzzOrder {
  readonly entry: string;
  readonly folder: string;
  readonly seed: number;
  /** Cases of older formats among all. */
  readonly oldShare: number;
  readonly first: number;
  readonly step: number;
  readonly count: number;
  /** Element 0 is the number of the case that is being read; −1 until the first. */
  readonly current: SharedArrayBuffer;
}

/** What a thread tells: a case went wrong; how one ended; there are no more. */
export type FuzzNotice =
  | { readonly kind: 'finding'; readonly number: number; readonly what: string }
  | { readonly kind: 'outcome'; readonly code: string }
  | { readonly kind: 'ended' };

const maxMemoryBytes = 128 * 1024 ** 2;
/** Faults that say that the program is wrong, or the test, not the file. */
const isWrong = (code: string): boolean =>
  ['INTERNAL', 'REQUEST_INVALID', 'WORKER_DIED', 'JOB_CANCELLED'].includes(code);

const { entry, folder, seed, oldShare, first, step, count, current } = workerData as FuzzOrder;
const currentCase = new Int32Array(current);
const { default: run } = (await import(pathToFileURL(entry).href)) as { default: RunOrder };
const tell = (notice: FuzzNotice): void => parentPort?.postMessage(notice);
const ask = <K extends OrderKind>(kind: K, order: Order<K>) =>
  run({ kind, order, noticePort: null, cancelFlag: new SharedArrayBuffer(4) });

/** The code of the fault it ended with, or `rows`; a text with a blank in it says what is wrong. */
async function outcomeOf(file: string, fileName: string, number: number): Promise<string> {
  const order = { path: file, fileName, reading: mainTable };
  if (number % 4 === 0) {
    for (const answer of [await ask('inspect-file', order), await ask('preview-sheet', order)]) {
      if (!answer.ok && isWrong(answer.fault.code)) return `${answer.fault.code} ${answer.fault.detail}`;
    }
  }
  const planned = await ask('plan-table', { ...order, maxParts: 2, maxMemoryBytes });
  if (!planned.ok)
    return isWrong(planned.fault.code) ? `${planned.fault.code} ${planned.fault.detail}` : planned.fault.code;
  const plan = { ...planned.reply, memoryLimitBytes: maxMemoryBytes };
  for (const part of plan.parts.keys()) {
    const read = await ask('read-part', { plan, part, textColumns: [] });
    if (!read.ok) return isWrong(read.fault.code) ? `${read.fault.code} ${read.fault.detail}` : read.fault.code;
    const { segment, further = [], rows } = read.reply;
    const flaw = flawOfSegments([segment, ...further], plan.columnNames.length, rows);
    if (flaw !== null) return `a damaged segment: ${flaw}`;
  }
  return 'rows';
}

for (let number = first; number < count; number += step) {
  Atomics.store(currentCase, 0, number);
  const { bytes, fileName } = fuzzCase(seed, number, oldShare);
  // A file of its own for each: to empty one that was just written makes some file systems wait for the disk.
  const file = path.join(folder, `${threadId}-${number}-${fileName}`);
  writeFileSync(file, bytes);
  const outcome = await outcomeOf(file, fileName, number);
  rmSync(file);
  if (outcome.includes(' ')) tell({ kind: 'finding', number, what: outcome });
  // Told one by one: a thread that is given up later takes none of them with it.
  tell({ kind: 'outcome', code: outcome.split(' ')[0] ?? '' });
}
tell({ kind: 'ended' });

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Fault } from '../../../contract/faults.ts';
import type { OrderContext } from '../../order-context.ts';
import type { CellBatch, OpenedBook, ThreadAnswer, ThreadQuestion, ThreadStart } from './thread-messages.ts';
import { answerFromWorkbook } from './thread-program.ts';

export interface ThreadLimits {
  readonly heapMegabytes: number;
  /** For one answer: of work, so that a busy machine refuses nothing; on the clock four times as much. */
  readonly patienceMs: number;
}

const watchMs = 50;
const mostClockTimes = 4;

/** Processor time of this process, in milliseconds. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * A workbook in the hands of SheetJS, on a thread of its own: whatever a file makes the library do, it takes no more memory
 * and no more time than this, and a cancel ends it at once.
 */
export class WorkbookThread {
  readonly #worker: Worker;
  readonly #fileName: string;
  readonly #limits: ThreadLimits;
  readonly #context: OrderContext;

  constructor(path: string, fileName: string, limits: ThreadLimits, context: OrderContext) {
    const libraryPath = createRequire(import.meta.url).resolve('@e965/xlsx');
    this.#fileName = fileName;
    this.#limits = limits;
    this.#context = context;
    this.#worker = new Worker(`(${answerFromWorkbook.toString()})()`, {
      eval: true,
      workerData: { libraryPath, path } satisfies ThreadStart,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, stackSizeMb: 4 },
      env: {},
      stdout: true,
      stderr: true,
    });
  }

  /** Reads the workbook; `sheet` null: every sheet, `maximumRows` 0: every row. Faults: those of `ask`. */
  async open(sheet: string | null, maximumRows: number): Promise<OpenedBook> {
    return (await this.#ask({ kind: 'open', sheet, maximumRows })) as OpenedBook;
  }

  /** The cells of a sheet that was read, some at a time. */
  async *cells(sheet: string): AsyncGenerator<CellBatch> {
    let fromRow = 0;
    while (fromRow >= 0) {
      const batch = (await this.#ask({ kind: 'cells', sheet, fromRow })) as CellBatch;
      yield batch;
      fromRow = batch.nextRow;
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Faults: JOB_CANCELLED, WORKBOOK_ENCRYPTED, WORKBOOK_DAMAGED, WORKBOOK_LEGACY when memory or time run out. */
  #ask(question: ThreadQuestion): Promise<OpenedBook | CellBatch> {
    const worker = this.#worker;
    const startedAtMs = performance.now();
    const processorBeforeMs = processorMs();
    const { patienceMs } = this.#limits;
    const isTooLong = () => {
      const clockMs = performance.now() - startedAtMs;
      // Other threads of the process have their share: what it took is no more than what went by.
      const workMs = Math.min(clockMs, processorMs() - processorBeforeMs);
      return workMs > patienceMs || clockMs > mostClockTimes * patienceMs;
    };
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void): void => {
        clearInterval(watch);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        outcome();
      };
      const watch = setInterval(() => {
        if (this.#context.isCancelled()) settle(() => reject(new Fault('JOB_CANCELLED')));
        else if (isTooLong()) settle(() => reject(this.#refusal('it takes too long')));
      }, watchMs);
      const onMessage = (answer: ThreadAnswer): void =>
        settle(() => (answer.kind === 'refused' ? reject(this.#fault(answer.message)) : resolve(answer)));
      const onError = (error: Error & { code?: string }): void => {
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        settle(() => reject(isMemory ? this.#refusal('it takes too much memory') : this.#fault(error.message)));
      };
      const onExit = (): void => settle(() => reject(this.#fault('the thread has ended')));
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(question);
    });
  }

  #refusal(detail: string): Fault {
    return new Fault('WORKBOOK_LEGACY', { file: this.#fileName }, { detail });
  }

  #fault(message: string): Fault {
    const file = this.#fileName;
    // Encrypted packages were refused before; of other damage the library says at times that it is “ZIP encryption”.
    if (/password-protected|ODS Encryption|Encryption scheme/i.test(message))
      return new Fault('WORKBOOK_ENCRYPTED', { file }, { detail: message });
    return new Fault('WORKBOOK_DAMAGED', { file, part: 'workbook' }, { detail: message.slice(0, 500) });
  }
}

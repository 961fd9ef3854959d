import type { Worker } from 'node:worker_threads';
import type { Piscina } from 'piscina';

/**
 * Which threads have loaded what they run. Node.js ends the whole process when a thread is ended while it loads modules, so
 * nobody ends one before.
 */
export class ThreadStarts {
  readonly #piscina: Piscina;
  /** The threads that are there from the beginning: orders may come to them before they have loaded. */
  readonly #first: Promise<unknown>;
  /** Ids of those started later, which get no order before. */
  readonly #readyIds = new Set<number>();

  constructor(piscina: Piscina) {
    this.#piscina = piscina;
    this.#first = Promise.all(
      piscina.threads.map(async (thread) => {
        await started(thread);
        this.#readyIds.add(thread.threadId);
      }),
    );
    const first = new Set(piscina.threads.map((thread) => thread.threadId));
    // Told of the first ones at once, of others when they have loaded.
    piscina.on('workerCreate', ({ id }: { id: number }) => {
      if (!first.has(id)) this.#readyIds.add(id);
    });
    piscina.on('workerDestroy', ({ id }: { id: number }) => this.#readyIds.delete(id));
  }

  /** Resolves when no thread that may have an order is still loading. */
  async first(): Promise<void> {
    await this.#first;
  }

  /** Resolves when none is, whether or not it may have one. */
  async all(): Promise<void> {
    await this.#first;
    await Promise.all(this.#piscina.threads.filter(({ threadId }) => !this.#readyIds.has(threadId)).map(started));
  }
}

/** Its first word is that it is ready. */
function started(thread: Worker): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['message', 'error', 'exit']) thread.once(event, () => resolve());
  });
}

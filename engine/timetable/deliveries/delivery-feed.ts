import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EndedBatch, NewDelivery } from '../../archive/delivery-repository.ts';
import type { Archive } from '../../archive/open-archive.ts';
import type { EngineSettingsStore } from '../../upkeep/engine-settings.ts';
import { batchMessage } from './batch-message.ts';
import type { ReportPayload } from './deliver-report.ts';

const readFact = 'deliveredEvents';
/** Events looked at in one turn of the event loop. */
const sliceEvents = 1000;
/** How far it has read is written at least so often while nothing is to be delivered. */
const noteMs = 5_000;

interface DeliveryFeedOptions {
  readonly archive: Archive;
  readonly settings: EngineSettingsStore;
  readonly now: () => number;
}

/**
 * Reads what has happened to jobs and notes what is to be delivered: the report of each completed job of a batch with a
 * folder for results, a message for each batch that has ended. How far it has read stands in the archive, in one
 * transaction with the deliveries: nothing is left out and, as no origin gives two deliveries, nothing is noted twice.
 */
export class DeliveryFeed {
  readonly #options: DeliveryFeedOptions;
  #read: number;
  #noted: number;
  #notedAtMs = performance.now();

  constructor(options: DeliveryFeedOptions) {
    this.#options = options;
    this.#read = options.archive.facts.read<number>(readFact) ?? 0;
    this.#noted = this.#read;
  }

  /** Reads on to the newest event. */
  async read(): Promise<void> {
    const { archive } = this.#options;
    const newest = archive.deliveries.newestEvent();
    while (this.#read < newest) {
      const upTo = Math.min(newest, this.#read + sliceEvents);
      const deliveries = [...this.#reports(upTo), ...(await this.#messages(upTo))];
      if (deliveries.length > 0) {
        archive.transact(() => {
          for (const delivery of deliveries) archive.deliveries.insert(delivery);
          this.#note(upTo);
        });
      }
      this.#read = upTo;
      await nextTurn();
    }
    if (this.#read !== this.#noted && performance.now() - this.#notedAtMs >= noteMs) this.#note(this.#read);
  }

  /** Writes how far it has read. */
  close(): void {
    if (this.#read !== this.#noted) this.#note(this.#read);
  }

  #note(read: number): void {
    this.#options.archive.facts.write(readFact, read);
    this.#noted = read;
    this.#notedAtMs = performance.now();
  }

  #reports(upTo: number): NewDelivery[] {
    const atMs = Math.floor(this.#options.now());
    return this.#options.archive.deliveries
      .completedJobs(this.#read, upTo)
      .map(({ jobId, fileName, folder, locale }) => {
        const payload: ReportPayload = { locale, fileName: null };
        return {
          ...{
            id: randomUUID(),
            origin: `report:${jobId}`,
            kind: 'report',
            target: folder,
            subject: fileName,
            jobId,
            atMs,
          },
          payload: JSON.stringify(payload),
        };
      });
  }

  async #messages(upTo: number): Promise<NewDelivery[]> {
    const { archive, settings } = this.#options;
    const ended = archive.deliveries.endedBatches(this.#read, upTo);
    const target = ended.length > 0 ? settings.webhook() : null;
    if (!target) return [];
    const messages: NewDelivery[] = [];
    for (const batch of ended) {
      const body = await batchMessage(archive, batch.id);
      if (body !== null) messages.push(this.#message(batch, body, target.url));
    }
    return messages;
  }

  #message({ id, name, finishedAtMs }: EndedBatch, body: string, url: string): NewDelivery {
    const atMs = Math.floor(this.#options.now());
    return {
      ...{ id: randomUUID(), origin: `batchEnded:${id}:${finishedAtMs}`, kind: 'webhook', target: url, subject: name },
      ...{ jobId: null, payload: body, atMs },
    };
  }
}

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { Fault, toFaultData } from '../../../contract/faults.ts';
import type { TroubledDelivery } from '../../../contract/timetable.ts';
import type { DeliveryKind, DeliveryRecord } from '../../archive/delivery-repository.ts';
import type { Archive } from '../../archive/open-archive.ts';
import { folderLabel } from '../../files/chosen-folder.ts';
import { type Audit, actorOf } from '../../upkeep/audit.ts';
import type { EngineSettingsStore } from '../../upkeep/engine-settings.ts';
import { deliverReport } from './deliver-report.ts';
import { DeliveryFeed } from './delivery-feed.ts';
import type { MakeReport } from './ready-report.ts';
import { sendWebhook } from './send-webhook.ts';

/** How deliveries are tried; other values than these only in tests. */
export interface DeliveryTimes {
  /** How often is looked for something to deliver. */
  readonly pollMs: number;
  /** How often is looked whether a folder that was missing is back. */
  readonly folderMs: number;
  /** Before the second try; each further one waits `factor` times as long, up to `maxMs`. */
  readonly retry: Readonly<
    Record<DeliveryKind, { readonly firstMs: number; readonly factor: number; readonly maxMs: number }>
  >;
  readonly webhookTimeoutMs: number;
}

export const defaultDeliveryTimes: DeliveryTimes = {
  ...{ pollMs: 1_000, folderMs: 30_000, webhookTimeoutMs: 10_000 },
  retry: {
    // A drive that is not connected may come back after a weekend: twenty tries take a day and a half.
    report: { firstMs: 10_000, factor: 2, maxMs: 4 * 3_600_000 },
    webhook: { firstMs: 2_000, factor: 4, maxMs: 600_000 },
  },
};

/** Tries after which a delivery is dead. */
const maxTries: Readonly<Record<DeliveryKind, number>> = { report: 20, webhook: 5 };

interface DeliveriesOptions {
  readonly archive: Archive;
  readonly audit: Audit;
  readonly settings: EngineSettingsStore;
  readonly makeReport: MakeReport;
  readonly times: DeliveryTimes;
  readonly now: () => number;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/**
 * Delivers what is noted, each thing once as far as a folder or a web address allows: reports under names decided before
 * they are written, messages with an id that stays the same at every try. Works while this process has the role.
 */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  #feed: DeliveryFeed | null = null;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();
  readonly #missingFolders = new Set<string>();
  #nextFolderLookMs = 0;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  start(): void {
    const { archive, settings, now } = this.#options;
    this.#feed = new DeliveryFeed({ archive, settings, now });
    this.#work();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#working;
    try {
      this.#feed?.close();
    } catch {
      // A full disk: the same events are read again, and give nothing new.
    }
  }

  /** What has failed and is not delivered, newest first. */
  troubles(limit: number, offset: number): { deliveries: TroubledDelivery[]; total: number } {
    const { deliveries, total } = this.#options.archive.deliveries.troubles(limit, offset);
    return { deliveries: deliveries.map(viewOf), total };
  }

  #work(): void {
    const { onTrouble, times } = this.#options;
    const work = async () => {
      try {
        await this.#feed?.read();
        await this.#lookForFolders();
        // Side by side: a web address that does not answer keeps no report waiting.
        await Promise.all([this.#deliverDue('report'), this.#deliverDue('webhook')]);
      } catch (error) {
        if (!this.#closing.signal.aborted) onTrouble('What is to be delivered could not be looked at.', error);
      }
    };
    this.#working = work().then(() => {
      if (this.#closing.signal.aborted) return;
      this.#timer = setTimeout(() => this.#work(), times.pollMs);
      this.#timer.unref();
    });
  }

  async #deliverDue(kind: DeliveryKind): Promise<void> {
    const { archive, now, times } = this.#options;
    while (!this.#closing.signal.aborted) {
      const nowMs = Math.floor(now());
      const delivery = archive.deliveries.due(kind, nowMs, nowMs + 2 * times.retry[kind].maxMs);
      if (!delivery) return;
      await this.#deliver(delivery);
    }
  }

  async #deliver(delivery: DeliveryRecord): Promise<void> {
    const { archive, makeReport, now } = this.#options;
    try {
      if (delivery.kind === 'report') this.#noteReport(delivery, await deliverReport(delivery, archive, makeReport));
      else archive.deliveries.end(delivery.id, await this.#sendMessage(delivery));
    } catch (error) {
      // What the end of this process interrupts is no failed try.
      if (this.#closing.signal.aborted) return;
      const nowMs = Math.floor(now());
      archive.deliveries.fail(delivery.id, toFaultData(error), this.#nextTryMs(delivery, error, nowMs), nowMs);
    }
  }

  /** A report stands in its folder as `fileName`, for whoever wanted its job; null: nobody has its job any more. */
  #noteReport({ id, jobId, target }: DeliveryRecord, fileName: string | null): void {
    const { archive, audit } = this.#options;
    archive.transact(() => {
      archive.deliveries.end(id, fileName === null ? 'dropped' : 'done');
      const job = jobId === null ? null : archive.jobs.find(jobId);
      if (job && fileName !== null)
        audit.note(actorOf(job.submitter), 'exported', `${fileName} → ${folderLabel(target)}`);
    });
  }

  async #sendMessage({ id, payload }: DeliveryRecord): Promise<'done' | 'dropped'> {
    const { settings, times, now } = this.#options;
    const target = settings.webhook();
    // Nobody is to be called any more.
    if (!target) return 'dropped';
    const { signal } = this.#closing;
    await sendWebhook(target, { id, body: payload }, { timeoutMs: times.webhookTimeoutMs, nowMs: now(), signal });
    return 'done';
  }

  /** null: it is not tried again. */
  #nextTryMs({ kind, failures }: DeliveryRecord, error: unknown, nowMs: number): number | null {
    const { firstMs, factor, maxMs } = this.#options.times.retry[kind];
    if (failures + 1 >= maxTries[kind]) return null;
    if (error instanceof Fault && error.code === 'WEBHOOK_REFUSED') return null;
    return nowMs + Math.min(maxMs, firstMs * factor ** failures);
  }

  /** A folder that was missing and is there again is not kept waiting. */
  async #lookForFolders(): Promise<void> {
    const { archive, now, times } = this.#options;
    if (performance.now() < this.#nextFolderLookMs) return;
    this.#nextFolderLookMs = performance.now() + times.folderMs;
    for (const folder of archive.deliveries.troubledFolders()) {
      const isWritable = await access(folder, constants.W_OK).then(
        () => true,
        () => false,
      );
      if (!isWritable) this.#missingFolders.add(folder);
      else if (this.#missingFolders.delete(folder)) archive.deliveries.hasten(folder, Math.floor(now()));
    }
  }
}

function viewOf({ id, kind, subject, target, state, failures, notBeforeMs, fault }: DeliveryRecord): TroubledDelivery {
  const isDead = state === 'dead';
  return {
    ...{ id, kind, subject, failures, fault: fault! },
    targetLabel: kind === 'report' ? folderLabel(target) : new URL(target).origin,
    state: isDead ? 'dead' : 'waiting',
    nextTryMs: isDead ? null : notBeforeMs,
  };
}

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type { Reading } from '../../../contract/reading.ts';
import type { Locale } from '../../../contract/texts.ts';
import type { Schedule, Trigger, Work } from '../../../contract/timetable.ts';
import type { AuditAction } from '../../../contract/upkeep.ts';
import type { Archive } from '../../archive/open-archive.ts';
import type { ScheduledFile, ScheduleRecord } from '../../archive/schedule-repository.ts';
import { folderLabel } from '../../files/chosen-folder.ts';
import type { TicketOffice } from '../../files/ticket-office.ts';
import type { Audit } from '../../upkeep/audit.ts';
import type { AcceptWork } from '../accepted-work.ts';
import { refuseResultsFolder } from '../results-folder.ts';
import { checkWork, shownModel } from '../work-model.ts';
import { describeTrigger, type TriggerDescription } from './describe-trigger.ts';
import { scheduledWork } from './scheduled-work.ts';
import { checkedNextRun } from './trigger-times.ts';

interface SchedulesOptions {
  readonly archive: Archive;
  readonly audit: Audit;
  readonly tickets: TicketOffice;
  readonly accept: AcceptWork;
  readonly dataFolder: string;
  readonly now: () => number;
  /** Who asks, as the audit names them. */
  readonly actor: string;
  /** Told whenever the next tick may be another one. */
  readonly onChange: () => void;
}

interface NewScheduleRequest {
  readonly name: string;
  readonly trigger: Trigger;
  readonly work: Work;
  readonly inputs: readonly { readonly ticket: string; readonly tables: readonly Reading[] | null }[];
  readonly resultsFolder: string | null;
  readonly resultsLocale: Locale;
}

interface ScheduleChangeRequest {
  readonly id: string;
  readonly name?: string | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly trigger?: Trigger | undefined;
  readonly work?: Work | undefined;
}

/** The schedules of a data folder, as a person deals with them. `ScheduleClock` runs them. */
export class Schedules {
  readonly #options: SchedulesOptions;

  constructor(options: SchedulesOptions) {
    this.#options = options;
  }

  /** A trigger in plain words and its next times. Throws as `add` does of a trigger. */
  describe({ trigger, locale }: { trigger: Trigger; locale: Locale }): Promise<TriggerDescription> {
    return describeTrigger(trigger, locale, this.#options.now());
  }

  list(): Schedule[] {
    return this.#options.archive.schedules.list().map((record) => this.#view(record));
  }

  /** Throws CRON_INVALID, CRON_NEVER_FIRES, TIME_ZONE_UNKNOWN, TIME_PAST, TICKET_UNKNOWN, RESULTS_IN_WATCHED_FOLDER, MODEL_UNKNOWN, TRAINING_TOO_MANY_FILES. */
  async add(request: NewScheduleRequest): Promise<Schedule> {
    const { archive, tickets, now } = this.#options;
    const { name, trigger, work, inputs, resultsFolder, resultsLocale } = request;
    const nowMs = Math.round(now());
    const nextRunMs = checkedNextRun(trigger, nowMs);
    checkWork(work, archive.models, inputs.length);
    const files: ScheduledFile[] = inputs.map(({ ticket, tables }) => ({ path: tickets.pathOf(ticket), tables }));
    const results = resultsFolder === null ? null : { folder: tickets.folderOf(resultsFolder), locale: resultsLocale };
    if (results) await refuseResultsFolder(results.folder, archive.watches.list());
    const id = randomUUID();
    this.#noted('scheduleAdded', name, () => {
      archive.schedules.insert({ ...{ id, name, trigger, work, files, results, nextRunMs }, createdAtMs: nowMs });
    });
    return this.#get(id);
  }

  /**
   * A schedule that is changed or enabled again begins anew: its next tick is the first one from now. Throws
   * SCHEDULE_UNKNOWN, MODEL_UNKNOWN, TRAINING_TOO_MANY_FILES and the faults of a trigger.
   */
  change(request: ScheduleChangeRequest): Schedule {
    const { archive, now } = this.#options;
    const before = this.#find(request.id);
    const { name = before.name, work = before.work, trigger = before.trigger, isEnabled = before.isEnabled } = request;
    if (request.work) checkWork(work, archive.models, before.files.length);
    const isRetimed = request.trigger !== undefined || request.isEnabled !== undefined;
    const nextRunMs = isRetimed ? this.#nextRun(trigger, isEnabled, now()) : before.nextRunMs;
    this.#noted('scheduleChanged', name, () => {
      const isThere = archive.schedules.change(before.id, { name, isEnabled, trigger, work, nextRunMs });
      if (!isThere) throw new Fault('SCHEDULE_UNKNOWN');
    });
    return this.#get(before.id);
  }

  /** A batch of the schedule's files out of turn; its ticks are not touched. Throws SCHEDULE_UNKNOWN. */
  async runNow(id: string): Promise<{ batchId: string }> {
    const { archive, accept, audit, actor, dataFolder } = this.#options;
    const record = this.#find(id);
    return accept({
      ...(await scheduledWork(record, archive, dataFolder)),
      alongside: (batchId) => {
        if (!archive.schedules.noteRun(id, batchId)) throw new Fault('SCHEDULE_UNKNOWN');
        audit.note(actor, 'submitted', record.name);
      },
    });
  }

  /** Batches it has started go on. Throws SCHEDULE_UNKNOWN. */
  remove(id: string): void {
    const { name } = this.#find(id);
    this.#noted('scheduleRemoved', name, () => {
      if (!this.#options.archive.schedules.remove(id)) throw new Fault('SCHEDULE_UNKNOWN');
    });
  }

  #nextRun(trigger: Trigger, isEnabled: boolean, nowMs: number): number | null {
    const nextRunMs = isEnabled || trigger.kind === 'cron' ? checkedNextRun(trigger, nowMs) : null;
    return isEnabled ? nextRunMs : null;
  }

  #noted(action: AuditAction, subject: string, change: () => void): void {
    const { archive, audit, actor, onChange } = this.#options;
    archive.transact(() => {
      change();
      audit.note(actor, action, subject);
    });
    onChange();
  }

  #find(id: string): ScheduleRecord {
    const record = this.#options.archive.schedules.find(id);
    if (!record) throw new Fault('SCHEDULE_UNKNOWN');
    return record;
  }

  #get(id: string): Schedule {
    return this.#view(this.#find(id));
  }

  #view(record: ScheduleRecord): Schedule {
    const { id, name, isEnabled, trigger, work, files, results } = record;
    const { nextRunMs, lastRunMs, lastBatchId, missedTicks } = record;
    const { deliveries, models } = this.#options.archive;
    const trouble = results && deliveries.faultOfTarget(results.folder);
    const { fault, model } = shownModel(work, models);
    return {
      ...{ id, name, isEnabled, trigger, work, model, nextRunMs, lastRunMs, lastBatchId, missedTicks },
      fileNames: files.map((file) => path.basename(file.path)),
      resultsFolderLabel: results && folderLabel(results.folder),
      fault: record.fault ?? fault ?? trouble ?? null,
    };
  }
}

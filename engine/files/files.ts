import type { FileInspection, SheetPreview } from '../../contract/files.ts';
import type { Reading } from '../../contract/reading.ts';
import type { JobInput } from '../archive/job-record.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { checkInputFile } from './input-file.ts';
import type { TicketOffice } from './ticket-office.ts';

/** Looks into files before anything is done with them. */
export class Files {
  readonly #pool: ThreadPool;
  readonly #tickets: TicketOffice;

  constructor(pool: ThreadPool, tickets: TicketOffice) {
    this.#pool = pool;
    this.#tickets = tickets;
  }

  /** The format of a file and its sheets. Throws TICKET_UNKNOWN and the faults of a file that cannot be read. */
  async inspectFile(ticketId: string, signal?: AbortSignal): Promise<FileInspection> {
    const { path, fileName } = await this.#checked(ticketId);
    return runInteractive(this.#pool, 'inspect-file', { path, fileName }, signal);
  }

  /** The first rows of a table. Throws as `inspectFile` does. */
  async previewSheet(ticketId: string, reading: Reading, signal?: AbortSignal): Promise<SheetPreview> {
    const { path, fileName } = await this.#checked(ticketId);
    return runInteractive(this.#pool, 'preview-sheet', { path, fileName, reading }, signal);
  }

  async #checked(ticketId: string): Promise<JobInput> {
    const input = this.#tickets.inputOf(ticketId);
    await checkInputFile(input);
    return input;
  }
}

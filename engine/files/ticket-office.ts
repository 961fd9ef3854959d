import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import type { FolderTicket, Ticket } from '../../contract/files.ts';
import type { JobInput } from '../archive/job-record.ts';
import { folderLabel, lookAtFolder } from './chosen-folder.ts';
import { lookAtFile } from './input-file.ts';

/** Tickets of one run of the program; the oldest are forgotten beyond this, which no person chooses by hand. */
const maxTickets = 200_000;

/** Holds the path behind every ticket of a file or a folder; whoever asks through the contract knows only the ticket. */
export class TicketOffice {
  readonly #inputs = new Map<string, JobInput>();
  readonly #folders = new Map<string, string>();

  /** A ticket for a file as it is now. Throws FILE_MISSING, FILE_IS_FOLDER, FILE_NOT_READABLE. */
  async issueTicket(filePath: string): Promise<Ticket> {
    const absolute = path.resolve(filePath);
    const fileName = path.basename(absolute);
    return this.#keep({ path: absolute, fileName, ...(await lookAtFile(absolute, fileName)) });
  }

  /** A ticket for a file that a person knows by another name than its own. Throws the faults of `issueTicket`. */
  async issueNamedTicket(filePath: string, fileName: string): Promise<Ticket> {
    return this.#keep({ path: filePath, fileName, ...(await lookAtFile(filePath, fileName)) });
  }

  /** A ticket also for a file that cannot be read: a job for it fails with the reason, and others go on. */
  async issueTicketForAnything(filePath: string): Promise<Ticket> {
    try {
      return await this.issueTicket(filePath);
    } catch {
      const absolute = path.resolve(filePath);
      return this.#keep({ path: absolute, fileName: path.basename(absolute), sizeBytes: 0, modifiedAtMs: null });
    }
  }

  #keep(input: JobInput): Ticket {
    const id = keepUnderNewId(this.#inputs, input);
    const { fileName, sizeBytes, modifiedAtMs } = input;
    return { id, fileName, sizeBytes, modifiedAtMs: modifiedAtMs ?? 0 };
  }

  /** A ticket for a folder to watch or to put results into. Throws FOLDER_MISSING. */
  async issueFolderTicket(folderPath: string): Promise<FolderTicket> {
    const folder = path.resolve(folderPath);
    await lookAtFolder(folder);
    const id = keepUnderNewId(this.#folders, folder);
    return { id, name: path.basename(folder) || folder, label: folderLabel(folder) };
  }

  /** The path behind a folder ticket. Throws FOLDER_TICKET_UNKNOWN. */
  folderOf(ticketId: string): string {
    const folder = this.#folders.get(ticketId);
    if (folder === undefined) throw new Fault('FOLDER_TICKET_UNKNOWN');
    return folder;
  }

  /** The file behind a ticket. Throws TICKET_UNKNOWN. */
  inputOf(ticketId: string): JobInput {
    const input = this.#inputs.get(ticketId);
    if (!input) throw new Fault('TICKET_UNKNOWN');
    return input;
  }

  /** Its path; only for the host's side. Throws TICKET_UNKNOWN. */
  pathOf(ticketId: string): string {
    return this.inputOf(ticketId).path;
  }
}

function keepUnderNewId<T>(kept: Map<string, T>, value: T): string {
  const id = randomUUID();
  kept.set(id, value);
  if (kept.size > maxTickets) {
    const oldest = kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
  }
  return id;
}

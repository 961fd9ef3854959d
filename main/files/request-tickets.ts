import path from 'node:path';
import { z } from 'zod';
import { Fault, toFaultData } from '../../contract/faults.ts';
import type { DroppedFolder, FolderFile, Ticket, TicketAnswer } from '../../contract/files.ts';
import { eachOf } from '../../engine/files/each-of.ts';
import { type ExpandedFolder, expandChosenFolder } from '../../engine/files/expand-folder.ts';

const pathsSchema = z.array(z.string().max(32_767)).max(10_000);

type IssueTicket = (path: string) => Promise<Ticket>;

/**
 * One answer for each path of `payload`, in order: a ticket, the tickets of a folder, or the fault in its way.
 * @throws Fault REQUEST_INVALID when the payload is not a list of at most 10,000 paths
 */
export async function requestTickets(payload: unknown, issueTicket: IssueTicket): Promise<readonly TicketAnswer[]> {
  const parsed = pathsSchema.safeParse(payload);
  if (!parsed.success) throw new Fault('REQUEST_INVALID', { reason: parsed.error.issues[0]?.message ?? 'not paths' });
  return eachOf(parsed.data, (filePath) => answerFor(filePath, issueTicket));
}

async function answerFor(filePath: string, issueTicket: IssueTicket): Promise<TicketAnswer> {
  const fileName = path.basename(filePath);
  try {
    // A file that a script made up has no path; a relative one can only be forged.
    if (!path.isAbsolute(filePath)) throw new Fault('FILE_MISSING', { file: fileName });
    return { type: 'file', ticket: await issueTicket(filePath) };
  } catch (error) {
    const fault = toFaultData(error);
    if (fault.code === 'FILE_IS_FOLDER') return answerForFolder(filePath, issueTicket);
    return { type: 'fault', fileName, fault };
  }
}

async function answerForFolder(folderPath: string, issueTicket: IssueTicket): Promise<TicketAnswer> {
  try {
    return { type: 'folder', folder: await openFolder(await expandChosenFolder(folderPath), issueTicket) };
  } catch (error) {
    return { type: 'fault', fileName: path.basename(folderPath), fault: toFaultData(error) };
  }
}

async function openFolder({ name, files, skipped }: ExpandedFolder, issueTicket: IssueTicket): Promise<DroppedFolder> {
  const opened = await eachOf(files, async (file): Promise<FolderFile | null> => {
    const ticket = await issueTicket(file.path).catch(() => null);
    return ticket && { ticket, subfolder: file.subfolder };
  });
  const readable = opened.filter((file) => file !== null);
  // The person must hear why nothing came of it: the first file tells as well as any.
  if (readable.length === 0) await issueTicket(files[0]?.path ?? '');
  const unreadable = skipped.unreadable + opened.length - readable.length;
  return { name, files: readable, skipped: { ...skipped, unreadable } };
}

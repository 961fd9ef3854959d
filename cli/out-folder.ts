import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { Fault } from '../contract/faults.ts';
import { makeFolder } from '../engine/files/make-folder.ts';
import type { Session } from './engine-session.ts';

/** The folder of --out, made if absent; null without the option. Throws OUT_FOLDER_NOT_WRITABLE. */
export async function outFolderOf({ invocation, resolve }: Session): Promise<string | null> {
  const { out } = invocation.options;
  if (out === undefined) return null;
  const folder = resolve(out);
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
    return folder;
  } catch (error) {
    throw new Fault('OUT_FOLDER_NOT_WRITABLE', { folder }, { cause: error });
  }
}

/** A ticket for the folder of --out; null without the option. */
export async function outTicketOf(session: Session): Promise<string | null> {
  const folder = await outFolderOf(session);
  return folder === null ? null : (await session.engine.tickets.issueFolderTicket(folder)).id;
}

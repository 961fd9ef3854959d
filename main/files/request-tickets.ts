import path from 'node:path';
import { z } from 'zod';
import type { TicketAnswer } from '../../contract/bridge.ts';
import { Fault, toFaultData } from '../../contract/faults.ts';
import type { Ticket } from '../../contract/files.ts';

const pathsSchema = z.array(z.string().max(32_767)).max(10_000);

/** How many files are looked at together: enough to hide a slow network folder, few enough to leave threads to others. */
const lookingAtOnce = 8;

/**
 * One answer for each path of `payload`, in order: a ticket, or the fault in its way.
 * @throws Fault REQUEST_INVALID when the payload is not a list of at most 10,000 paths
 */
export async function requestTickets(
  payload: unknown,
  issueTicket: (path: string) => Promise<Ticket>,
): Promise<readonly TicketAnswer[]> {
  const parsed = pathsSchema.safeParse(payload);
  if (!parsed.success) throw new Fault('REQUEST_INVALID', { reason: parsed.error.issues[0]?.message ?? 'not paths' });
  const paths = parsed.data;
  const answers = new Array<TicketAnswer>(paths.length);
  let next = 0;
  const lookAtOneAfterAnother = async () => {
    while (next < paths.length) {
      const index = next++;
      answers[index] = await answerFor(paths[index] ?? '', issueTicket);
    }
  };
  await Promise.all(Array.from({ length: lookingAtOnce }, lookAtOneAfterAnother));
  return answers;
}

async function answerFor(filePath: string, issueTicket: (path: string) => Promise<Ticket>): Promise<TicketAnswer> {
  const fileName = path.basename(filePath);
  try {
    // A file that a script made up has no path; a relative one can only be forged.
    if (!path.isAbsolute(filePath)) throw new Fault('FILE_MISSING', { file: fileName });
    return { ok: true, ticket: await issueTicket(filePath) };
  } catch (error) {
    return { ok: false, fileName, fault: toFaultData(error) };
  }
}

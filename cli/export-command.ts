import { exportFormats, exportSplits } from '../contract/export-options.ts';
import { toFaultData } from '../contract/faults.ts';
import { mainTable } from '../contract/reading.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import { type Invocation, oneOf } from './command-line.ts';
import { threadsOf } from './early-threads.ts';
import { type Session, type Surroundings, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { isGoodLine, type JobLine, printJobLines } from './job-lines.ts';
import { MisuseError } from './misuse.ts';
import { batchNameOf, namedFiles } from './named-files.ts';
import { noteExported } from './note-exported.ts';
import { outFolderOf } from './out-folder.ts';
import { readingOf } from './reading-options.ts';
import { type SubmittedJob, watchToEnd } from './watch-to-end.ts';

/**
 * Writes the rows of the files in another format, a sheet or a file for each group if asked to, and gives the exit code. Throws
 * the faults of a data folder or an --out that cannot be used.
 */
export async function runExportCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { options } = invocation;
  const split = oneOf(options, 'split', exportSplits);
  if (split !== null && options['group-by'] === undefined)
    throw new MisuseError('optionNeedsOther', { option: '--split', other: '--group-by' });
  const format = oneOf(options, 'to', exportFormats) ?? 'xlsx';
  if (options['as-written'] !== undefined && options.missing !== undefined) {
    throw new MisuseError('optionsExclude', { option: '--as-written', other: '--missing' });
  }
  const asked = readingOf(options);
  const threads = threadsOf(invocation);
  return withEngine(invocation, surroundings, interruption, 'ownJobs', threads, async (session) => {
    const outFolder = (await outFolderOf(session)) ?? session.surroundings.folder;
    const files = await namedFiles(session);
    const inputs = [];
    for (const word of files) {
      const { id } = await session.engine.tickets.issueTicketForAnything(session.resolve(word));
      const reading = {
        ...mainTable,
        ...asked,
        sheet: options.sheet ?? null,
        isAllAsWritten: options['as-written'] !== undefined,
      };
      inputs.push({ ticket: id, tables: [reading] });
    }
    const { jobs } = await session.client.jobs.submitJobs({
      ...{ recipe: 'export', inputs, isReuseAllowed: !options.again, name: batchNameOf(session, files) },
      options: {
        ...{ format, groupBy: options['group-by'] ?? null, split: split ?? 'sheets', locale: session.locale },
        ...{ isNeutralised: !options['exact-text'], hasUnits: !options['plain-names'] },
      },
    });
    const submitted = jobs.map((job, place) => ({ file: files[place]!, job }));
    const lines = await save(session, await watchToEnd(session, submitted), outFolder);
    printJobLines(session, lines);
    return interruption.isRaised ? interruption.exitCode : lines.every(isGoodLine) ? 0 : 1;
  });
}

/** One after the other: two of the same name must not look for a free one at the same time. */
async function save(
  { engine, interruption }: Session,
  ended: readonly SubmittedJob[],
  outFolder: string,
): Promise<JobLine[]> {
  const lines: JobLine[] = [];
  for (const { file, job } of ended) {
    if (job.state !== 'completed' || interruption.isRaised) {
      lines.push({ file, job, artifacts: [], fault: job.fault });
      continue;
    }
    try {
      const artifacts = [await engine.exports.saveInto(job.id, outFolder)];
      noteExported(engine, artifacts);
      lines.push({ file, job, artifacts, fault: null });
    } catch (error) {
      lines.push({ file, job, artifacts: [], fault: toFaultData(faultOfWriteError(error)) });
    }
  }
  return lines;
}

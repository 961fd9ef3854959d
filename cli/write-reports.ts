import { copyFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../contract/faults.ts';
import type { Job } from '../contract/jobs.ts';
import { reportFormats } from '../contract/results.ts';
import type { Locale } from '../contract/texts.ts';
import type { Engine } from '../engine/engine.ts';
import { isDiskFull } from '../engine/files/fault-of-system-error.ts';
import { noteExported } from './note-exported.ts';
import type { ReportNames } from './report-names.ts';

/**
 * Makes the reports of a completed job, beside which a comparison has its rows, and gives their absolute paths: copies with names of their own in `outFolder`,
 * or where the engine keeps them. Throws the fault of a report that cannot be made or written.
 */
export async function writeReports(
  engine: Engine,
  job: Job,
  locale: Locale,
  outFolder: string | null,
  names: ReportNames,
): Promise<string[]> {
  const isComparison = job.recipe === 'compare';
  const stem = outFolder === null ? null : names.stemFor(job.fileName, job.sheet, isComparison ? 'changes' : 'profile');
  const keep = (stored: string, extension: string) =>
    outFolder === null || stem === null ? stored : copyWhole(stored, path.join(outFolder, stem + extension));
  const changes = job.artifacts.find(({ kind }) => kind === 'comparison-rows');
  const written = await Promise.all([
    ...reportFormats.map(async (format) => {
      const artifact = await engine.results.makeReport(job.id, format, locale);
      return keep(engine.results.artifactPath(artifact), artifact.extension);
    }),
    ...(changes ? [keep(engine.results.artifactPath(changes), changes.extension)] : []),
  ]);
  if (outFolder !== null) noteExported(engine, written);
  return written;
}

/** Copies beside the target first: under its name there is only ever a whole report. */
async function copyWhole(source: string, target: string): Promise<string> {
  const beside = `${target}.part`;
  try {
    await copyFile(source, beside);
    await rename(beside, target);
    return target;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
    throw new Fault('OUT_FOLDER_NOT_WRITABLE', { folder: path.dirname(target) }, { cause: error });
  }
}

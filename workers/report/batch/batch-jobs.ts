import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { ColumnType } from '../../../contract/files.ts';
import { type Finding, type Overview, type Severity, severities } from '../../../contract/profile.ts';
import type { BatchWorkbookJob } from '../../../contract/report-orders.ts';
import type { Target } from '../../tabular/writer/sheet-markup.ts';

/** A job of the batch with what its overview says, without its findings. */
export interface BatchJob extends BatchWorkbookJob {
  /** null for a job that has not completed, or whose result cannot be read. */
  readonly figures: JobFigures | null;
  readonly isUnreadable: boolean;
  /** Where its columns begin in the workbook, once they are written. */
  columnsAt: Target | null;
}

export interface JobFigures extends Pick<Overview, 'rows' | 'columns' | 'cells' | 'missingCells' | 'duplicateRows'> {
  readonly sheet: string;
  readonly columnsByType: Readonly<Partial<Record<ColumnType, number>>>;
  readonly findings: Readonly<Record<Severity, number>>;
}

export interface BatchFinding {
  readonly job: BatchJob;
  readonly finding: Finding;
}

export interface BatchContents {
  readonly jobs: readonly BatchJob[];
  /** The most severe first; files in order. */
  readonly findings: readonly BatchFinding[];
  /** Findings left out so that a batch of any size fits into memory: the least severe ones. */
  readonly omittedFindings: number;
}

/** More than a person reads, and well within what a sheet holds. */
const maxFindings = 200_000;

/** Reads the list of jobs and their overviews, one after the other. */
export async function loadBatch(listPath: string, throwIfCancelled: () => void): Promise<BatchContents> {
  const jobs: BatchJob[] = [];
  const bySeverity: Record<Severity, BatchFinding[]> = { high: [], medium: [], low: [] };
  const counts = { kept: 0, all: 0 };
  for await (const line of createInterface({ input: createReadStream(listPath, 'utf8') })) {
    if (line === '') continue;
    throwIfCancelled();
    const listed = JSON.parse(line) as BatchWorkbookJob;
    const overview = await loadOverview(listed);
    const job: BatchJob = {
      ...listed,
      figures: overview && figuresOf(overview, listed),
      isUnreadable: overview === null && listed.overviewPath !== null,
      columnsAt: null,
    };
    jobs.push(job);
    for (const finding of overview?.findings ?? []) {
      counts.all++;
      bySeverity[finding.severity].push({ job, finding });
      if (++counts.kept > maxFindings) dropLeastSevere(bySeverity, counts);
    }
  }
  const findings = severities.flatMap((severity) => bySeverity[severity]);
  return { jobs, findings, omittedFindings: counts.all - findings.length };
}

function dropLeastSevere(bySeverity: Record<Severity, BatchFinding[]>, counts: { kept: number }): void {
  for (const severity of severities.toReversed()) {
    if (bySeverity[severity].pop() === undefined) continue;
    counts.kept--;
    return;
  }
}

async function loadOverview({ overviewPath }: BatchWorkbookJob): Promise<Overview | null> {
  if (overviewPath === null) return null;
  try {
    return JSON.parse(await readFile(overviewPath, 'utf8')) as Overview;
  } catch {
    // Removed or damaged meanwhile: the others are shown all the same.
    return null;
  }
}

function figuresOf(overview: Overview, job: BatchWorkbookJob): JobFigures {
  const { cells, columns, columnsByType, duplicateRows, missingCells, rows } = overview;
  const count = (severity: Severity) => overview.findings.filter((finding) => finding.severity === severity).length;
  return {
    ...{ cells, columns, columnsByType, duplicateRows, missingCells, rows, sheet: job.sheet ?? overview.sheet },
    findings: { high: count('high'), medium: count('medium'), low: count('low') },
  };
}

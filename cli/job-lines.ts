import type { FaultData } from '../contract/faults.ts';
import type { Job } from '../contract/jobs.ts';
import type { Locale } from '../contract/texts.ts';
import type { Session } from './engine-session.ts';
import { inWords, jobFigures, labelOf } from './job-words.ts';
import { say } from './texts.ts';

/** A job with the word of the command line it came from, and what became of it. */
export interface JobLine {
  readonly file: string;
  readonly job: Job;
  /** Paths of what it made. */
  readonly artifacts: readonly string[];
  readonly fault: FaultData | null;
}

export const isGoodLine = ({ job, fault }: JobLine): boolean => job.state === 'completed' && fault === null;

/** Tells of each job what became of it, or with --json all of them in one object. */
export function printJobLines(session: Session, lines: readonly JobLine[]): void {
  const { locale, invocation } = session;
  for (const { fault } of lines) if (fault?.code === 'INTERNAL') session.tell(fault.detail ?? fault.code);
  if (invocation.isJson) {
    const jobs = lines.map(({ file, job, artifacts, fault }) => {
      const { id, state, sheet, rows, columns } = job;
      const durationMs = job.durationMs === null ? null : Math.round(job.durationMs);
      return { id, state, file, sheet, rows, columns, durationMs, artifacts, fault: fault && inWords(fault, locale) };
    });
    session.printJson({ jobs });
    return;
  }
  for (const line of lines) {
    session.print(sentenceOf(line, locale));
    for (const artifact of line.artifacts) session.print(`  ${artifact}`);
  }
}

function sentenceOf({ file, job, fault }: JobLine, locale: Locale): string {
  const label = labelOf(file, job.sheet);
  if (fault) return say('failed', locale, { job: label, ...inWords(fault, locale) });
  if (job.state === 'cancelled') return say('cancelled', locale, { job: label });
  if (job.state !== 'completed') return say('accepted', locale, { job: label, id: job.id });
  return say(job.reusedFrom === null ? 'summary' : 'reused', locale, { job: label, ...jobFigures(job, locale) });
}

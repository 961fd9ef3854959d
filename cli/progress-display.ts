import type { Job } from '../contract/jobs.ts';
import type { Locale } from '../contract/texts.ts';
import { cutText } from './text-table.ts';
import { say, stageTexts, stateTexts } from './texts.ts';

export interface TextOutput {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const isUnfinished = ({ state }: Job): boolean => !['completed', 'cancelled', 'dead'].includes(state);

/** Shows how far jobs are: one bar that redraws itself on a terminal, a line for each change of state otherwise. */
export class ProgressDisplay {
  readonly #jobs = new Map<string, Job>();
  readonly #labels: ReadonlyMap<string, string>;
  readonly #output: TextOutput;
  readonly #locale: Locale;
  #hasBar = false;

  /** `labels` names each job of the run. */
  constructor(labels: ReadonlyMap<string, string>, output: TextOutput, locale: Locale) {
    this.#labels = labels;
    this.#output = output;
    this.#locale = locale;
  }

  show(job: Job): void {
    const before = this.#jobs.get(job.id);
    this.#jobs.set(job.id, job);
    if (this.#output.isTTY) this.#drawBar(job);
    else if (before?.state !== job.state) {
      this.#output.write(`${this.#labels.get(job.id)}: ${stateTexts[job.state][this.#locale]}\n`);
    }
  }

  /** Writes a line that stays; the bar comes back below it with the next change. */
  tell(line: string): void {
    this.end();
    this.#output.write(`${line}\n`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#hasBar) this.#output.write('\r\u001b[2K');
    this.#hasBar = false;
  }

  #drawBar(job: Job): void {
    const total = this.#labels.size;
    const fractionOf = (one: Job) => (isUnfinished(one) ? one.progress.fraction : 1);
    const all = [...this.#jobs.values()];
    const fraction = all.reduce((sum, one) => sum + fractionOf(one), 0) / total;
    const done = all.filter((one) => !isUnfinished(one)).length;
    const width = 24;
    const filled = Math.floor(fraction * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const words = { percent: Math.floor(fraction * 100), done, total, what: this.#what(job) };
    const line = `${bar} ${say('bar', this.#locale, words)}`;
    // A line that wraps could not be taken back; wide characters may take two places.
    const places = Math.max(20, (this.#output.columns ?? 80) - 1);
    this.#output.write(`\r\u001b[2K${cutText(line, places)}`);
    this.#hasBar = true;
  }

  #what(job: Job): string {
    const { stage, subject, rowsPerSecond, etaMs } = job.progress;
    const parts = [this.#labels.get(job.id) ?? job.fileName, stageTexts[stage][this.#locale]];
    if (subject !== null) parts[1] += ` ${subject}`;
    if (rowsPerSecond !== null) {
      const count = new Intl.NumberFormat(this.#locale).format(Math.round(rowsPerSecond));
      parts.push(say('rowsPerSecond', this.#locale, { count }));
    }
    if (etaMs !== null) parts.push(say('eta', this.#locale, { seconds: Math.ceil(etaMs / 1000) }));
    return parts.join(' · ');
  }
}

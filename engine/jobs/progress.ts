import type { Progress, ProgressStage } from '../../contract/jobs.ts';

/** One stretch of a job's work: its share of the whole, and what the person is told while it lasts. */
export interface ProgressStep {
  readonly stage: ProgressStage;
  readonly weight: number;
}

/** Before this much is known, an estimate of the end would only jump about. */
const minFractionForEta = 0.03;
const minElapsedMsForEta = 500;
/** Share of the newest measurement in the smoothed ones. */
const smoothing = 0.3;

export const waitingProgress: Progress = {
  fraction: 0,
  stage: 'waiting',
  subject: null,
  rowsDone: null,
  rowsPerSecond: null,
  etaMs: null,
};

export const finishedProgress: Progress = { ...waitingProgress, fraction: 1, stage: 'finishing' };

/**
 * Turns weighted steps, some of which run at the same time, into one progress: a fraction that never falls, rows per
 * second of the step that counts rows, and a smoothed time to the end.
 */
export class ProgressTracker<Step extends string> {
  readonly #steps: Readonly<Record<Step, ProgressStep>>;
  readonly #done = new Map<Step, number>();
  readonly #order: readonly Step[];
  readonly #totalWeight: number;
  readonly #now: () => number;
  readonly #onChange: (progress: Progress) => void;
  readonly #startedAtMs: number;
  #current: Progress;
  readonly #begunAtMs = new Map<Step, number>();

  /** Steps are told in the order they stand in; of several at work at once, the person hears of the first. */
  constructor(
    steps: Readonly<Record<Step, ProgressStep>>,
    onChange: (progress: Progress) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#steps = steps;
    this.#order = Object.keys(steps) as Step[];
    this.#totalWeight = this.#order.reduce((sum, name) => sum + steps[name].weight, 0);
    this.#now = now;
    this.#onChange = onChange;
    this.#startedAtMs = now();
    this.#current = { ...waitingProgress, stage: steps[this.#order[0]!].stage };
  }

  get current(): Progress {
    return this.#current;
  }

  /**
   * A step is at `fraction` (0..1); its first report, usually 0, is when it began. Rows are counted for the whole
   * table, not for one slice.
   */
  report(step: Step, fraction: number, details: { rowsDone?: number | null; subject?: string | null } = {}): void {
    if (!this.#begunAtMs.has(step)) this.#begunAtMs.set(step, this.#now());
    this.#done.set(step, Math.max(this.#done.get(step) ?? 0, clamp(fraction)));
    const told = this.#order.find((name) => (this.#done.get(name) ?? 0) < 1) ?? this.#order.at(-1)!;
    const fractionOfAll = Math.max(this.#current.fraction, clamp(this.#sum() / this.#totalWeight));
    const isTold = told === step;
    const rowsDone = isTold && details.rowsDone != null ? Math.round(details.rowsDone) : this.#current.rowsDone;
    this.#current = {
      fraction: fractionOfAll,
      stage: this.#steps[told].stage,
      subject: isTold && details.subject !== undefined ? details.subject : this.#subjectFor(told),
      rowsDone,
      rowsPerSecond: this.#rowsPerSecond(step, rowsDone),
      etaMs: this.#eta(fractionOfAll),
    };
    this.#onChange(this.#current);
  }

  #sum(): number {
    return this.#order.reduce((sum, name) => sum + this.#steps[name].weight * (this.#done.get(name) ?? 0), 0);
  }

  #subjectFor(step: Step): string | null {
    return this.#steps[step].stage === this.#current.stage ? this.#current.subject : null;
  }

  /** Over the whole time since the step that counts rows began; kept when another step follows. */
  #rowsPerSecond(step: Step, rowsDone: number | null): number | null {
    if (rowsDone === null || rowsDone === this.#current.rowsDone) return this.#current.rowsPerSecond;
    const seconds = (this.#now() - this.#begunAtMs.get(step)!) / 1000;
    return seconds > 0 ? rowsDone / seconds : null;
  }

  #eta(fraction: number): number | null {
    const elapsedMs = this.#now() - this.#startedAtMs;
    if (fraction < minFractionForEta || elapsedMs < minElapsedMsForEta) return null;
    const newest = (elapsedMs * (1 - fraction)) / fraction;
    const earlier = this.#current.etaMs;
    return Math.round(earlier === null ? newest : earlier + smoothing * (newest - earlier));
  }
}

const clamp = (fraction: number): number => (Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0);

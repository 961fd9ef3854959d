import type { Estimate } from '../../contract/job-states.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { DurationRecord, DurationRepository } from '../archive/duration-repository.ts';
import type { JobInput } from '../archive/job-record.ts';
import { type FileFormat, formatOf } from './file-format.ts';

/** Before this machine has done anything: milliseconds for each job, and bytes for each further one. */
const builtIn: Readonly<Record<FileFormat, { readonly fixedMs: number; readonly bytesPerMs: number }>> = {
  csv: { fixedMs: 300, bytesPerMs: 20_000 },
  tsv: { fixedMs: 300, bytesPerMs: 20_000 },
  xlsx: { fixedMs: 500, bytesPerMs: 3_000 },
  xlsm: { fixedMs: 500, bytesPerMs: 3_000 },
  xls: { fixedMs: 600, bytesPerMs: 5_000 },
  xlsb: { fixedMs: 600, bytesPerMs: 1_500 },
  ods: { fixedMs: 600, bytesPerMs: 400 },
  parquet: { fixedMs: 500, bytesPerMs: 8_000 },
  json: { fixedMs: 500, bytesPerMs: 20_000 },
  other: { fixedMs: 300, bytesPerMs: 20_000 },
};
/** The figures come from another machine: an eighth of the guess to three times it. */
const builtInSpread = { low: 1 / 3, high: 3 };

/** Of the history, the jobs looked at; and of these, the ones nearest in size that a line is laid through. */
const historyJobs = 200;
const nearestJobs = 30;
/** From so many estimates on, their own errors tell how far off the next may be; before, the scatter around the line does. */
const minPastErrors = 10;
/** A handful of jobs does not show how far the next one may lie off. */
const leastSpread = (jobs: number): number => 1 + 1 / Math.max(1, jobs - 1);
/** Larger files take longer, but never more than in proportion and a little. */
const steepness = { least: 0, most: 1.2 };

interface Point {
  readonly logSize: number;
  readonly logMs: number;
}

interface Line {
  at(logSize: number): number;
}

/** How long files of about one size take: a line through the logarithms, and how far off it may be, as factors. */
interface Law extends Line {
  readonly low: number;
  readonly high: number;
  /** How many jobs it rests on. */
  readonly jobs: number;
}

/** Sizes within this share of one another (e to its power) follow the same law. */
const bucketWidth = 0.25;

/** What jobs of one recipe and format took. The laws are found once for each order of size. */
class History {
  readonly #points: readonly Point[];
  /** Logarithms of what was taken over what was foretold. */
  readonly #errors: readonly number[];
  readonly #format: FileFormat;
  readonly #laws = new Map<number, Law>();

  constructor(records: readonly DurationRecord[], format: FileFormat) {
    const usable = records.filter(({ durationMs }) => durationMs > 0);
    this.#format = format;
    this.#points = usable.map(({ sizeBytes, durationMs }) => ({
      logSize: Math.log(Math.max(1, sizeBytes)),
      logMs: Math.log(durationMs),
    }));
    this.#errors = usable.flatMap(({ durationMs, estimatedMs }) =>
      estimatedMs ? [Math.log(durationMs / estimatedMs)] : [],
    );
  }

  /** null while there is no history. */
  lawNear(logSize: number): Law | null {
    if (this.#points.length === 0) return null;
    const bucket = Math.round(logSize / bucketWidth);
    let law = this.#laws.get(bucket);
    if (!law) {
      law = this.#findLaw(bucket * bucketWidth);
      this.#laws.set(bucket, law);
    }
    return law;
  }

  #findLaw(logSize: number): Law {
    const near = nearest(this.#points, logSize);
    const line = fitLine(near, this.#format);
    const errors = this.#errors;
    const scatter = errors.length >= minPastErrors ? errors : near.map((point) => point.logMs - line.at(point.logSize));
    const spread = leastSpread(near.length);
    return {
      at: line.at,
      low: Math.min(Math.exp(quantile(scatter, 0.1)), 1 / spread),
      high: Math.max(Math.exp(quantile(scatter, 0.9)), spread),
      jobs: near.length,
    };
  }
}

/** Foretells how long a job takes from how long jobs like it took on this machine. */
export class Estimates {
  readonly #durations: DurationRepository;
  readonly #histories = new Map<string, History>();

  constructor(durations: DurationRepository) {
    this.#durations = durations;
  }

  /** New jobs have been completed, here or by another process. */
  forget(): void {
    this.#histories.clear();
  }

  /** null for a file that could not be looked at: nothing is known of it. */
  estimate(recipe: RecipeName, input: JobInput): Estimate | null {
    if (input.modifiedAtMs === null) return null;
    const format = formatOf(input.fileName);
    const guessMs = builtInMs(format, input.sizeBytes);
    const logSize = Math.log(Math.max(1, input.sizeBytes));
    const law = this.#historyOf(recipe, format).lawNear(logSize);
    if (!law) {
      return {
        ...{ durationMs: guessMs, lowMs: guessMs * builtInSpread.low, highMs: guessMs * builtInSpread.high },
        basedOnJobs: 0,
      };
    }
    const durationMs = Math.exp(law.at(logSize));
    const { low, high, jobs } = law;
    return { durationMs, lowMs: durationMs * low, highMs: durationMs * high, basedOnJobs: jobs };
  }

  #historyOf(recipe: RecipeName, format: FileFormat): History {
    const key = `${recipe} ${format}`;
    let history = this.#histories.get(key);
    if (!history) {
      history = new History(this.#durations.newest(recipe, format, historyJobs), format);
      this.#histories.set(key, history);
    }
    return history;
  }
}

/** All jobs of a submission together, `lanes` at a time; null when one is unknown. */
export function totalEstimate(estimates: readonly (Estimate | null)[], lanes: number): Estimate | null {
  let sumMs = 0;
  let longestMs = 0;
  let lowSquares = 0;
  let highSquares = 0;
  let basedOnJobs = Number.POSITIVE_INFINITY;
  for (const estimate of estimates) {
    if (!estimate) return null;
    const { durationMs, lowMs, highMs } = estimate;
    sumMs += durationMs;
    longestMs = Math.max(longestMs, durationMs);
    lowSquares += (durationMs - lowMs) ** 2;
    highSquares += (highMs - durationMs) ** 2;
    basedOnJobs = Math.min(basedOnJobs, estimate.basedOnJobs);
  }
  if (estimates.length === 0) return null;
  const lanesUsed = Math.min(lanes, estimates.length);
  const durationMs = Math.max(longestMs, sumMs / lanesUsed);
  // Errors of different jobs partly cancel out; those of a sum grow with the root of the squares.
  const lowMs = Math.max(0, durationMs - Math.sqrt(lowSquares) / lanesUsed);
  return { durationMs, lowMs, highMs: durationMs + Math.sqrt(highSquares) / lanesUsed, basedOnJobs };
}

function builtInMs(format: FileFormat, sizeBytes: number): number {
  const { fixedMs, bytesPerMs } = builtIn[format];
  return fixedMs + sizeBytes / bytesPerMs;
}

/** Small and large files follow different laws: only what is near in size tells something. */
function nearest(points: readonly Point[], logSize: number): readonly Point[] {
  if (points.length <= nearestJobs) return points;
  const distance = (point: { logSize: number }) => Math.abs(point.logSize - logSize);
  return [...points].sort((one, other) => distance(one) - distance(other)).slice(0, nearestJobs);
}

/**
 * A line through the logarithms of size and time by the method of Theil and Sen: the median of the slopes between pairs,
 * then the median of the heights, so that a few odd jobs do not matter.
 */
function fitLine(points: readonly Point[], format: FileFormat): Line {
  const slopes: number[] = [];
  for (const [index, one] of points.entries()) {
    for (const other of points.slice(index + 1)) {
      const run = other.logSize - one.logSize;
      // Files of nearly one size say nothing about larger ones.
      if (Math.abs(run) > Math.LN2 / 2) slopes.push((other.logMs - one.logMs) / run);
    }
  }
  if (slopes.length === 0) {
    // As the built-in figures rise, at the height of what was measured.
    const law = (logSize: number) => Math.log(builtInMs(format, Math.exp(logSize)));
    const height = quantile(
      points.map((point) => point.logMs - law(point.logSize)),
      0.5,
    );
    return { at: (logSize) => height + law(logSize) };
  }
  const slope = Math.min(steepness.most, Math.max(steepness.least, quantile(slopes, 0.5)));
  const height = quantile(
    points.map((point) => point.logMs - slope * point.logSize),
    0.5,
  );
  return { at: (logSize) => height + slope * logSize };
}

/** By linear interpolation between the neighbours; 0 of nothing. */
function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

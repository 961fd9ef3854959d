import type { DateStatistics } from '../../contract/profile.ts';
import { countInBins } from './histogram.ts';
import type { NumberRuns } from './number-runs.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Dates that `Date` can hold: ±100,000,000 days around 1970. */
export const maximumTimeMs = 8.64e15;

const wantedBins = 30;
const maximumBins = 60;

/** Steps of a time axis, shortest first; those of months and years follow the calendar. */
const steps: readonly { readonly ms: number; readonly months: number }[] = [
  ...[1, 10, 100, secondMs, 5 * secondMs, 15 * secondMs, minuteMs, 5 * minuteMs, 15 * minuteMs].map(fixedStep),
  ...[hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs, dayMs, 2 * dayMs, 7 * dayMs].map(fixedStep),
  ...[1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000, 60_000, 120_000].map((months) => ({
    ms: months * 30.436875 * dayMs,
    months,
  })),
];

function fixedStep(ms: number): { ms: number; months: number } {
  return { ms, months: 0 };
}

/** Statistics of a column's dates (milliseconds since 1970-01-01 UTC); null when there are none. */
export function describeDates(runs: NumberRuns): DateStatistics | null {
  const { values, total } = runs;
  if (total === 0) return null;
  const earliest = values[0] as number;
  const latest = values[values.length - 1] as number;
  const hasTimes = values.some((value) => value % dayMs !== 0);
  const edges = dateEdges(earliest, latest, hasTimes);
  return {
    count: total,
    earliest: isoText(earliest, hasTimes),
    latest: isoText(latest, hasTimes),
    hasTimes,
    histogram: { edges, counts: countInBins(runs, edges) },
  };
}

/** `2024-03-01`, with `withTime` `2024-03-01T08:30:00` (and milliseconds where there are any). */
export function isoText(timeMs: number, withTime: boolean): string {
  const text = new Date(timeMs).toISOString();
  const day = text.slice(0, text.indexOf('T'));
  if (!withTime) return day;
  return text.endsWith('.000Z') ? text.slice(0, -5) : text.slice(0, -1);
}

/** Edges at round moments of the calendar; dates without times are at least a day apart. */
function dateEdges(earliest: number, latest: number, hasTimes: boolean): number[] {
  const allowed = steps.filter((step) => hasTimes || step.ms >= dayMs);
  const range = latest - earliest;
  const step =
    allowed.find(({ ms }) => range / ms <= wantedBins) ?? (steps[steps.length - 1] as (typeof steps)[number]);
  const edges: number[] = [];
  let index = 0;
  for (let edge = firstEdge(earliest, step); index <= maximumBins; index++) {
    edges.push(edge);
    if (edge > latest || (step.months > 0 && edge === maximumTimeMs)) break;
    edge = nextEdge(edge, step);
  }
  return edges;
}

function firstEdge(earliest: number, step: { ms: number; months: number }): number {
  if (step.months === 0) return Math.floor(earliest / step.ms) * step.ms;
  const date = new Date(earliest);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return startOfMonth(Math.floor(month / step.months) * step.months);
}

function nextEdge(edge: number, step: { ms: number; months: number }): number {
  if (step.months === 0) return edge + step.ms;
  const date = new Date(edge);
  return startOfMonth(date.getUTCFullYear() * 12 + date.getUTCMonth() + step.months);
}

/** Midnight of the first day of a month counted from January of the year 0; the end of all dates where it lies beyond. */
function startOfMonth(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
  return Number.isNaN(date.getTime()) ? Math.sign(month) * maximumTimeMs : date.getTime();
}

import type { CorrelationMeasure, Order, Reply, SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnProfile, CorrelationMatrix, Correlations } from '../../contract/profile.ts';
import type { ProfileOptions } from '../../contract/recipes.ts';
import { threadKernel } from '../kernel-instance.ts';
import type { OrderContext } from '../order-context.ts';
import { segmentRows } from '../tabular/segment.ts';
import { associate } from './category-association.ts';
import { categoriesOf, isCategorical } from './category-series.ts';
import { loadDescriptions } from './descriptions.ts';
import { isNumeric, numericViews, seriesOf } from './number-series.ts';
import { productMoments } from './product-moments.ts';
import { rankCorrelations } from './rank-correlations.ts';
import { SampleRanks } from './sample-ranks.ts';
import { SampleRoom } from './sample-room.ts';
import { sampleRows } from './sample-rows.ts';
import { writeScratchJson } from './scratch-file.ts';

/** Numbers held in memory for the rank correlations at most; wide tables are sampled more thinly. */
const maximumRankedNumbers = 3e7;

/** Share of the rank correlations' work that ranking is, for progress. */
const rankingShare = 0.6;

interface Column {
  readonly place: number;
  readonly profile: ColumnProfile;
}

interface Kept {
  readonly columns: readonly Column[];
  readonly omittedColumns: number;
}

interface Task {
  readonly segments: readonly SegmentBuffer[];
  readonly options: ProfileOptions;
  readonly profiles: readonly ColumnProfile[];
  readonly rows: number;
  /** So many of the rows, the same ones each time. */
  draw(wanted: number): Uint32Array;
}

type Report = (fraction: number) => void;

const measure: Readonly<Record<CorrelationMeasure, (task: Task, report: Report) => CorrelationMatrix>> = {
  pearson: measurePearson,
  spearman: measureSpearman,
  cramersV: measureCramersV,
};

/**
 * Writes the measures asked for as JSON, a part of `Correlations`: Pearson over all rows, Spearman and Cramér's V over a
 * sample; capped by the options.
 */
export async function correlateColumns(
  order: Order<'correlate-columns'>,
  context: OrderContext,
): Promise<Reply<'correlate-columns'>> {
  const { plan, segments, options, measures } = order;
  const profiles = await loadDescriptions(plan, order.descriptions);
  const rows = segments.reduce((sum, segment) => sum + segmentRows(segment), 0);
  const samples = new Map<number, Uint32Array>();
  const draw = (wanted: number): Uint32Array => {
    const sample = samples.get(wanted) ?? sampleRows(rows, wanted, options.seed);
    samples.set(wanted, sample);
    return sample;
  };
  const task = { segments, options, profiles, rows, draw };
  const matrices = measures.map((name, place) => {
    const report = (fraction: number) => {
      context.throwIfCancelled();
      context.notify({ fraction: (place + fraction) / measures.length, rowsDone: null, subject: null });
    };
    report(0);
    return [name, measure[name](task, report)] as const;
  });
  return writeScratchJson(order.scratchPath, Object.fromEntries(matrices) satisfies Partial<Correlations>);
}

/** The first of the columns that can take part, as many as the options allow. */
function keep({ profiles, options }: Task, isKept: (profile: ColumnProfile) => boolean): Kept {
  const right = profiles.map((profile, place) => ({ place, profile })).filter(({ profile }) => isKept(profile));
  const columns = right.slice(0, options.maxCorrelationColumns);
  return { columns, omittedColumns: right.length - columns.length };
}

function measurePearson(task: Task, report: Report): CorrelationMatrix {
  const { segments, rows } = task;
  const kept = keep(task, isNumeric);
  threadKernel().call.reset();
  const series = kept.columns.map(({ place, profile }) => seriesOf(numericViews(segments, place, profile), profile));
  return matrixOf(
    kept,
    productMoments(series, rows, (rowsDone) => report(rowsDone / rows)),
    rows,
  );
}

function measureSpearman(task: Task, report: Report): CorrelationMatrix {
  const { segments, options } = task;
  const kept = keep(task, isNumeric);
  const rankedRows = Math.floor(maximumRankedNumbers / Math.max(1, kept.columns.length));
  const sample = task.draw(Math.min(options.maxCorrelationRows, rankedRows));
  threadKernel().call.reset();
  const ranks = new SampleRanks(new SampleRoom(sample));
  const ranked = kept.columns.map(({ place, profile }, index) => {
    report((index / kept.columns.length) * rankingShare);
    return ranks.rank(numericViews(segments, place, profile));
  });
  const values = rankCorrelations(ranked, sample.length, (fraction) =>
    report(rankingShare + fraction * (1 - rankingShare)),
  );
  return matrixOf(kept, values, sample.length);
}

function measureCramersV(task: Task, report: Report): CorrelationMatrix {
  const { segments, options } = task;
  const kept = keep(task, isCategorical);
  const sample = task.draw(options.maxCorrelationRows);
  threadKernel().call.reset();
  const room = new SampleRoom(sample);
  const categories = kept.columns.map(({ place }) => {
    report(0);
    return categoriesOf(segments, place, room);
  });
  const size = categories.length;
  const values = new Float64Array(size ** 2);
  for (const [x, left] of categories.entries()) {
    for (let y = x; y < size; y++) {
      report(x / size);
      const strength = associate(left, categories[y]!);
      const value = x === y && !Number.isNaN(strength) ? 1 : strength;
      values[x * size + y] = value;
      values[y * size + x] = value;
    }
  }
  return matrixOf(kept, values, sample.length);
}

function matrixOf({ columns, omittedColumns }: Kept, flat: Float64Array, sampledRows: number): CorrelationMatrix {
  const size = columns.length;
  const values = columns.map((_, row) =>
    Array.from(flat.subarray(row * size, (row + 1) * size), (value) => (Number.isNaN(value) ? null : value)),
  );
  return {
    columns: columns.map(({ profile }) => profile.index),
    names: columns.map(({ profile }) => profile.name),
    values,
    sampledRows,
    omittedColumns,
  };
}

import type { Order, Reply } from '../../contract/orders.ts';
import type { ColumnProfile, CorrelationMatrix, Correlations } from '../../contract/profile.ts';
import type { OrderContext } from '../order-context.ts';
import { segmentRows } from '../tabular/segment.ts';
import { associate } from './category-association.ts';
import { categoriesOf, isCategorical } from './category-series.ts';
import { loadDescriptions } from './descriptions.ts';
import { isNumeric, type NumericView, numericViews, seriesOf } from './number-series.ts';
import { productMoments } from './product-moments.ts';
import { rankCorrelations } from './rank-correlations.ts';
import { rankDensely } from './rank-values.ts';
import { sampleRows } from './sample-rows.ts';
import { writeScratchJson } from './scratch-file.ts';

/** Numbers held in memory for the rank correlations at most; wide tables are sampled more thinly. */
const maximumRankedNumbers = 3e7;

/** Shares of the order's work, for its progress. */
const pearsonShare = 0.7;
const spearmanShare = 0.25;

interface Column {
  readonly place: number;
  readonly profile: ColumnProfile;
}

interface Kept {
  readonly columns: readonly Column[];
  readonly omittedColumns: number;
}

/** Pearson over all rows, Spearman and Cramér's V over a sample; capped by the options. Writes `Correlations` as JSON. */
export async function correlateColumns(
  order: Order<'correlate-columns'>,
  context: OrderContext,
): Promise<Reply<'correlate-columns'>> {
  const { plan, segments, options } = order;
  const profiles = await loadDescriptions(plan, order.descriptions);
  const all = profiles.map((profile, place) => ({ place, profile }));
  const rows = segments.reduce((sum, segment) => sum + segmentRows(segment), 0);
  const report = (fraction: number) => {
    context.throwIfCancelled();
    context.notify({ fraction, rowsDone: null, subject: null });
  };
  const keep = (isKept: (profile: ColumnProfile) => boolean): Kept => {
    const right = all.filter(({ profile }) => isKept(profile));
    const columns = right.slice(0, options.maxCorrelationColumns);
    return { columns, omittedColumns: right.length - columns.length };
  };
  const numeric = keep(isNumeric);
  const views = numeric.columns.map(({ place, profile }) => numericViews(segments, place, profile));
  const series = numeric.columns.map(({ profile }, index) => seriesOf(views[index] as NumericView[], profile));
  const pearson = productMoments(series, rows, (rowsDone) => report((rowsDone / rows) * pearsonShare));

  const rankedRows = Math.floor(maximumRankedNumbers / Math.max(1, numeric.columns.length));
  const sample = sampleRows(rows, Math.min(options.maxCorrelationRows, rankedRows), options.seed);
  const ranked = views.map((column, index) => {
    report(pearsonShare + (index / views.length) * spearmanShare * 0.5);
    return rankDensely(valuesAt(column, sample));
  });
  const spearman = rankCorrelations(ranked, sample.length, (fraction) =>
    report(pearsonShare + (0.5 + fraction * 0.5) * spearmanShare),
  );

  const categorical = keep(isCategorical);
  const categorySample = sampleRows(rows, options.maxCorrelationRows, options.seed);
  const categories = categorical.columns.map(({ place }) => {
    report(pearsonShare + spearmanShare);
    return categoriesOf(segments, place, categorySample);
  });
  const cramersV = new Float64Array(categories.length ** 2);
  for (const [x, left] of categories.entries()) {
    for (let y = x; y < categories.length; y++) {
      report(pearsonShare + spearmanShare + (x / categories.length) * (1 - pearsonShare - spearmanShare));
      const strength = associate(left, categories[y]!);
      const value = x === y && !Number.isNaN(strength) ? 1 : strength;
      cramersV[x * categories.length + y] = value;
      cramersV[y * categories.length + x] = value;
    }
  }
  const correlations: Correlations = {
    pearson: matrixOf(numeric, pearson, rows),
    spearman: matrixOf(numeric, spearman, sample.length),
    cramersV: matrixOf(categorical, cramersV, categorySample.length),
  };
  return writeScratchJson(order.scratchPath, correlations);
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

/** The numbers of a column in the rows of `sample` (ascending), NaN where there is none. */
function valuesAt(views: readonly NumericView[], sample: Uint32Array): Float64Array {
  const values = new Float64Array(sample.length);
  let index = 0;
  for (const { view, kind, start } of views) {
    const end = start + view.rows;
    for (; index < sample.length && (sample[index] as number) < end; index++) {
      const row = (sample[index] as number) - start;
      const value = view.kinds[row] === kind ? (view.numbers?.[row] as number) : Number.NaN;
      values[index] = Number.isFinite(value) ? value : Number.NaN;
    }
  }
  return values;
}

import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { MatchedInput } from '../../contract/predict/predict-orders.ts';
import {
  type GroupDrift,
  groupDriftColumns,
  groupDriftRows,
  type PredictionGroup,
} from '../../contract/predict/prediction-report.ts';
import type { NotedColumn } from '../explore/column-note.ts';
import type { StoredFile } from '../explore/parquet/stored-file.ts';
import { groupLabel } from '../export/export-texts.ts';
import { groupRows } from '../export/group-rows.ts';
import type { OrderContext } from '../order-context.ts';
import type { PredictedFigures } from './predicted-figures.ts';
import { predictionDrift } from './prediction-drift.ts';
import { binsByReference, driftOf, emptyCounts } from './reference-counts.ts';
import { storedInputs } from './stored-inputs.ts';

interface GroupedFile {
  readonly document: ModelDocument;
  readonly matched: MatchedInput;
  readonly file: StoredFile;
  readonly noted: readonly NotedColumn[];
  readonly figures: PredictedFigures;
  readonly locale: 'en' | 'zh-CN';
}

/** Groups in the order in which they stand in the workbook, each with the drift of its own rows where they are enough. */
export function predictedGroups(grouped: GroupedFile, context: OrderContext): PredictionGroup[] {
  const { figures, file, locale, matched, noted } = grouped;
  const place = matched.groupPlace;
  if (place === null) return [];
  const throwIfCancelled = () => context.throwIfCancelled();
  const { groups, order } = groupRows(file, { place, words: noted[place]?.words }, null, locale, throwIfCancelled);
  let from = 0;
  const told = groups.map(({ label, rows }) => {
    context.throwIfCancelled();
    const own = order.subarray(from, from + rows);
    from += rows;
    return { rows: own, group: figures.group(groupLabel(label, locale), own) };
  });
  const drifts = groupDrifts(grouped, told, context);
  return told.map(({ group }, at) => ({ ...group, drift: drifts[at] ?? null }));
}

type OwnRows = { readonly rows: Uint32Array; readonly group: PredictionGroup };

/** By group: how far its rows are from those of the training; null where they are too few. */
function groupDrifts(
  { document, figures, file, matched }: GroupedFile,
  groups: readonly OwnRows[],
  context: OrderContext,
): (GroupDrift | null)[] {
  const columnsOf = groups.map(({ rows }) => (rows.length < groupDriftRows ? null : ([] as GroupDrift['columns'])));
  if (!columnsOf.some(Boolean)) return columnsOf.map(() => null);
  for (const [at, { name, reference, type }] of document.columns.entries()) {
    const place = matched.columns[at]?.place ?? null;
    // The column of the groups is one value in each.
    if (place === null || place === matched.groupPlace || reference === null) continue;
    context.throwIfCancelled();
    const bins = binsByReference(reference, storedInputs(file, [{ place, type }]).columns[0]!);
    for (const [index, found] of columnsOf.entries()) {
      if (found === null) continue;
      const counts = emptyCounts(reference);
      for (const row of groups[index]!.rows) {
        const bin = bins[row] as number;
        counts[bin] = (counts[bin] as number) + 1;
      }
      const { psi, psiByChance } = driftOf(reference, counts, document.card.rows);
      if (psi !== null) columnsOf[index] = furthest([...found, { column: name, psi, psiByChance }]);
    }
  }
  return columnsOf.map((columns, index) => {
    if (columns === null) return null;
    const { group, rows } = groups[index]!;
    const values = () => Float64Array.from(rows, (row) => figures.predictions[row] as number);
    const own = predictionDrift(document, { classRows: group.classRows, values });
    return { predictionPsi: own.psi, predictionPsiByChance: own.psiByChance, columns };
  });
}

/** The largest first; of the same index the one that came first. */
const furthest = (columns: GroupDrift['columns']): GroupDrift['columns'] =>
  columns.sort((one, other) => other.psi - one.psi).slice(0, groupDriftColumns);

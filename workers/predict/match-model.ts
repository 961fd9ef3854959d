import { Fault } from '../../contract/faults.ts';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { plainName } from '../compare/match/name-likeness.ts';
import type { NotedColumn } from '../explore/column-note.ts';
import type { StoredFile } from '../explore/parquet/stored-file.ts';
import { readDocument } from '../models/read-document.ts';
import type { OrderContext } from '../order-context.ts';
import { groupCandidates, groupsOf, maxPredictionGroups } from './group-candidates.ts';
import { matchNames, type PlacedColumn } from './match-names.ts';
import { usuallyOutOfRange } from './out-of-range.ts';
import { notedColumns, withStored } from './stored-inputs.ts';

/** So much of what a model goes by must be in the file. */
const leastShare = 0.5;
const namedColumns = 8;

/**
 * How a stored table fits a model. Throws COLUMN_NAME_UNKNOWN, JOB_CANCELLED; with `isStrict` PREDICTION_COLUMNS_MISSING where more
 * than half of what the model goes by is absent, and PREDICTION_TOO_MANY_GROUPS.
 */
export async function matchModel(order: Order<'match-model'>, context: OrderContext): Promise<Reply<'match-model'>> {
  const { columnMatches, fileName, groupBy, isStrict, modelPath, rowsPath } = order;
  const document = await readDocument(modelPath);
  context.throwIfCancelled();
  return withStored(rowsPath, (file) => {
    const noted = notedColumns(file);
    const columns = matchNames(document.columns, noted, columnMatches);
    if (isStrict) checkShare(document, columns, fileName);
    const targetPlace = targetPlaceOf(document, new Set(columns.map(({ place }) => place)), noted);
    const groupPlace = groupBy === null ? null : placeOf(groupBy, noted);
    if (isStrict && groupPlace !== null) checkGroups(file, noted, groupPlace);
    return {
      ...{ rows: file.rows, fileColumns: noted.map(({ name }) => name), columns, targetPlace, groupPlace },
      outOfRangeColumns: isStrict ? usuallyOutOfRange(document, columns, file) : [],
      groupCandidates: isStrict ? [] : groupCandidates(file, noted, document, targetPlace, context),
    };
  });
}

/** Throws PREDICTION_COLUMNS_MISSING. */
function checkShare(document: ModelDocument, columns: readonly PlacedColumn[], file: string): void {
  const weights = columnWeights(document);
  const absent = columns.flatMap(({ place }, column) => (place === null ? [column] : []));
  const share = absent.reduce((sum, column) => sum + (weights[column] as number), 0);
  if (absent.length === 0 || (share <= leastShare && absent.length < columns.length)) return;
  const worst = absent.sort((one, other) => (weights[other] as number) - (weights[one] as number));
  const names = worst.slice(0, namedColumns).map((column) => {
    const { column: name, perhaps } = columns[column]!;
    return perhaps === undefined ? name : `${name} (“${perhaps}”?)`;
  });
  const rest = worst.length - names.length;
  const list = `${names.join(', ')}${rest > 0 ? ` … +${rest}` : ''}`;
  throw new Fault('PREDICTION_COLUMNS_MISSING', { file, columns: list });
}

/** The share of each column in what the model goes by: the gain of its features where the card tells it, else all count alike. */
export function columnWeights({ card, columns, features }: ModelDocument): Float64Array {
  const weights = new Float64Array(columns.length);
  const shares = new Map(card.importance.map(({ feature, share }) => [feature, share]));
  for (const { column, name } of features) weights[column] = (weights[column] as number) + (shares.get(name) ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : weights.fill(1 / Math.max(1, columns.length));
}

/** Where a table tells the target of a model, of the columns that are not `taken`; null: nowhere. */
export function targetPlaceOf(
  { target }: Pick<ModelDocument, 'target'>,
  taken: ReadonlySet<number | null>,
  noted: readonly NotedColumn[],
): number | null {
  if (target.name === '') return null;
  const exact = noted.findIndex(({ name }) => name === target.name);
  const place = exact >= 0 ? exact : noted.findIndex(({ name }) => plainName(name) === plainName(target.name));
  if (place < 0 || taken.has(place) || noted[place]!.type === 'empty') return null;
  return place;
}

/** Throws COLUMN_NAME_UNKNOWN. */
function placeOf(groupBy: string, noted: readonly NotedColumn[]): number {
  const exact = noted.findIndex(({ name }) => name === groupBy);
  const place = exact >= 0 ? exact : noted.findIndex(({ name }) => plainName(name) === plainName(groupBy));
  if (place < 0) throw new Fault('COLUMN_NAME_UNKNOWN', { column: groupBy });
  return place;
}

/** Throws PREDICTION_TOO_MANY_GROUPS. */
function checkGroups(file: StoredFile, noted: readonly NotedColumn[], place: number): void {
  const groups = groupsOf(file, place);
  if (groups <= maxPredictionGroups) return;
  throw new Fault('PREDICTION_TOO_MANY_GROUPS', { column: noted[place]!.name, groups, limit: maxPredictionGroups });
}

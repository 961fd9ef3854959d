import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { MatchedInput } from '../../contract/predict/predict-orders.ts';
import type { NotedColumn } from '../explore/column-note.ts';
import type { StoredFile } from '../explore/parquet/stored-file.ts';
import type { InputColumn } from '../features/input-column.ts';
import type { OrderContext } from '../order-context.ts';
import { storedInputs } from './stored-inputs.ts';

/** A workbook with more sheets is no help to anyone, and neither is a folder of more workbooks. */
export const maxPredictionGroups = 2000;
/** More groups than this are hardly meant. */
const likelyGroups = 200;
const mostCandidates = 20;
const groupName =
  /专业|班级|学院|院系|年级|部门|门店|地区|省份|区域|类别|class|major|group|department|faculty|school|region|branch|team|segment|category/i;

/** Different values of a column, an empty cell being one of them. */
export function groupsOf(file: StoredFile, place: number): number {
  const column = storedInputs(file, [{ place, type: 'text' }]).columns[0] as Extract<InputColumn, { kind: 'text' }>;
  return column.texts.length + (column.codes.includes(-1) ? 1 : 0);
}

/** Columns that suit as groups, the likeliest first: the model's own, such as are called like one, then those of few values. */
export function groupCandidates(
  file: StoredFile,
  noted: readonly NotedColumn[],
  document: ModelDocument,
  targetPlace: number | null,
  context: OrderContext,
): MatchedInput['groupCandidates'] {
  const found = noted.flatMap(({ name, type }, place) => {
    const isOwn = name === document.groupColumn;
    if (place === targetPlace || (!isOwn && type !== 'text' && type !== 'mixed' && type !== 'boolean')) return [];
    context.throwIfCancelled();
    const groups = groupsOf(file, place);
    if (groups < 2 || groups > (isOwn ? maxPredictionGroups : likelyGroups) || groups > file.rows / 2) return [];
    return [{ name, groups, rank: isOwn ? 0 : groupName.test(name) ? 1 : 2 }];
  });
  found.sort((one, other) => one.rank - other.rank || one.groups - other.groups);
  return found.slice(0, mostCandidates).map(({ name, groups }) => ({ name, groups }));
}

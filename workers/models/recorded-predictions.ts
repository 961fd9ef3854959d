import type { ModelDocument } from '../../contract/models/model-document.ts';

/** A column of a table in which predictions of a model are recorded. */
export type RecordedColumn =
  | { readonly kind: 'value'; readonly place: number }
  | { readonly kind: 'label'; readonly place: number }
  | { readonly kind: 'probability'; readonly place: number; readonly classPlace: number };

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Names by which predictions are recorded: `prediction`, and of a class `Pass`, `probability of Pass`, `p(Pass)` and the like. */
export function recordedColumns(document: ModelDocument, columnNames: readonly string[]): RecordedColumn[] {
  const { classes, name } = document.target;
  const inputs = new Set(document.columns.map((column) => folded(column.name)));
  const ownNames = name === '' ? [] : [folded(name), `${folded(name)} (predicted)`];
  const predictionNames = new Set(['prediction', 'predicted', '预测', ...ownNames]);
  const probabilityNames = new Map<string, number>();
  classes?.forEach((text, classPlace) => {
    const own = folded(text);
    for (const written of [
      own,
      `probability of ${own}`,
      `probability ${own}`,
      `p(${own})`,
      `prob_${own}`,
      `p_${own}`,
    ]) {
      probabilityNames.set(written, classPlace);
    }
  });
  // Of two classes the one probability that is recorded is the second's.
  if (classes?.length === 2) for (const written of ['probability', 'p', '概率']) probabilityNames.set(written, 1);
  return columnNames.flatMap((column, place): RecordedColumn[] => {
    const written = folded(column);
    if (inputs.has(written)) return [];
    const classPlace = probabilityNames.get(written);
    if (classPlace !== undefined) return [{ kind: 'probability', place, classPlace }];
    if (!predictionNames.has(written)) return [];
    return [{ kind: classes ? 'label' : 'value', place }];
  });
}

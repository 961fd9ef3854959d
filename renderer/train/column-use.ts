import type { ColumnProposal } from '../../contract/train/training-report.ts';
import type { TrainSettings } from '../store/prediction-slice.ts';

type Uses = Pick<TrainSettings, 'exclude' | 'include'>;

/** Whether a person can decide about the column: what is predicted, or is empty, is decided. */
export function canChooseUse({ role }: ColumnProposal): boolean {
  return role !== 'target' && role !== 'empty' && role !== 'constant';
}

/** The columns a training learns from, by name: as proposed, unless the person says otherwise. */
export function usedColumns(columns: readonly ColumnProposal[], settings: Uses): ReadonlySet<string> {
  const exclude = new Set(settings.exclude);
  const include = new Set(settings.include);
  const used = columns.filter(({ name, role }) => (role === 'feature' ? !exclude.has(name) : include.has(name)));
  return new Set(used.map(({ name }) => name));
}

/** The settings after the person has said whether to learn from the columns. */
export function withUse<S extends Uses>(settings: S, columns: readonly ColumnProposal[], isOn: boolean): S {
  const exclude = new Set(settings.exclude);
  const include = new Set(settings.include);
  for (const { name, role } of columns.filter(canChooseUse)) {
    exclude.delete(name);
    include.delete(name);
    if (role === 'feature' && !isOn) exclude.add(name);
    if (role !== 'feature' && isOn) include.add(name);
  }
  return { ...settings, exclude: [...exclude], include: [...include] };
}

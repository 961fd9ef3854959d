import type { PreviewColumn } from '../../contract/files.ts';
import type { ChosenItem } from '../store/start-slice.ts';

/** The columns of the first sheet that is taken, as far as its preview tells them. */
export function previewColumns({
  sheets,
  previews,
}: Pick<ChosenItem, 'sheets' | 'previews'>): readonly PreviewColumn[] {
  const shown = sheets[0] === undefined ? undefined : previews[sheets[0]];
  return shown?.state === 'ready' ? shown.preview.columns : [];
}

import type { TFunction } from 'i18next';
import type { ReadingNote } from '../../contract/reading-notes.ts';

/** Names told one by one; more are counted. */
const namedColumns = 4;
const namedRows = 8;

/** A note as a sentence. */
export function noteText(t: TFunction<'start'>, note: ReadingNote): string {
  if (note.kind === 'linesSkipped') return t('notes.linesSkipped', { count: note.lines });
  if (note.kind === 'mergedCells') {
    const ranges = note.ranges.slice(0, namedColumns).join(t('notes.and')) + (note.count > namedColumns ? ' …' : '');
    return t(note.isFilled ? 'notes.mergedFilled' : 'notes.mergedCells', { count: note.cells, ranges });
  }
  if (note.kind === 'totalRows') {
    const rows = note.rows.slice(0, namedRows).join(t('notes.and')) + (note.rows.length > namedRows ? ' …' : '');
    return t(note.isSkipped ? 'notes.totalsSkipped' : 'notes.totalRows', { count: note.rows.length, rows });
  }
  const named = note.columns.slice(0, namedColumns).map((name) => t('notes.column', { name }));
  const rest = note.columns.length - named.length;
  const columns = named.join(t('notes.and')) + (rest > 0 ? t('notes.more', { count: rest }) : '');
  return t(`notes.${note.kind}`, { columns });
}

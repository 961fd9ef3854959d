import { IconInfoCircle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReadingNote } from '../../contract/reading-notes.ts';
import styles from './reading-notes.module.css';

/** Names told one by one; more are counted. */
const namedColumns = 4;

/** What the reader did that the person would want to know. */
export function ReadingNotes({ notes }: { readonly notes: readonly ReadingNote[] }) {
  const { t } = useTranslation('start');
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} data-testid="reading-notes">
      {notes.map((note) => (
        <li key={note.kind}>
          <IconInfoCircle size={14} stroke={1.8} aria-hidden />
          {noteText(t, note)}
        </li>
      ))}
    </ul>
  );
}

/** A note as a sentence. */
export function noteText(t: TFunction<'start'>, note: ReadingNote): string {
  if (note.kind === 'linesSkipped') return t('notes.linesSkipped', { count: note.lines });
  const named = note.columns.slice(0, namedColumns).map((name) => t('notes.column', { name }));
  const rest = note.columns.length - named.length;
  const columns = named.join(t('notes.and')) + (rest > 0 ? t('notes.more', { count: rest }) : '');
  return t(`notes.${note.kind}`, { columns });
}

import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReadingNote } from '../../contract/reading-notes.ts';
import { noteText } from './note-text.ts';
import styles from './reading-notes.module.css';

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

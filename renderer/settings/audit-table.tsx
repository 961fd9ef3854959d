import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../contract/upkeep.ts';
import { useFormats } from '../locale/formats.ts';
import { actorWords } from './actor-words.ts';
import styles from './audit-section.module.css';

/** The entries, newest first; each can be copied whole. */
export function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { t } = useTranslation('upkeep');
  const formats = useFormats();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(['number', 'time', 'who', 'what', 'subject'] as const).map((name) => (
            <th key={name} scope="col" data-column={name}>
              {t(`audit.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.sequence} data-testid="audit-entry" title={entry.hash}>
            <td data-column="number">{entry.sequence}</td>
            <td data-column="time">{formats.dateTime(entry.atMs)}</td>
            <td data-column="who">{actorWords(t, entry.actor)}</td>
            <td data-column="what">{t(`audit.action.${entry.action}`)}</td>
            <td data-column="subject">{entry.subject}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import styles from './import.module.css';

const fewRows = 4;

/** The first rows of the file that something happened in; all that are known on demand. */
export function RowNumbers({ rows, count }: { readonly rows: readonly number[]; readonly count: number }) {
  const { t } = useTranslation('import');
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  if (rows.length === 0) return null;
  const shown = isOpen ? rows : rows.slice(0, fewRows);
  const rest = count - shown.length;
  return (
    <>
      <span className={styles.rowsLabel}>{t('tab.rows')}</span> {shown.map(formats.integer).join(', ')}
      {rest > 0 && (rows.length > shown.length || isOpen) && (
        <>
          {' '}
          {isOpen ? (
            <span className={styles.faint}>{t('tab.moreRows', { count: rest })}</span>
          ) : (
            <UnstyledButton className={styles.link} onClick={() => setOpen(true)}>
              {t('tab.moreRows', { count: rest })}
            </UnstyledButton>
          )}
        </>
      )}
    </>
  );
}

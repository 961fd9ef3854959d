import { Loader } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryTable } from '../../contract/library/library.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import styles from './import-dialog.module.css';

/** What came into a table, the newest first. */
export function ImportsDialog({ table, onClose }: { readonly table: LibraryTable; readonly onClose: () => void }) {
  const { t } = useTranslation('library');
  const formats = useFormats();
  const { id } = table;
  const ask = useCallback((signal: AbortSignal) => client.library.listImports({ id }, { signal }), [id]);
  const { answer, fault } = useAnswer(ask);
  return (
    <Dialog onClose={onClose} size="lg" title={t('import.listTitle', { name: table.name })}>
      {fault && <FaultNotice fault={fault} />}
      {!answer && !fault && <Loader size="sm" type="dots" />}
      <ul className={styles.importList} data-testid="library-import-list">
        {answer?.imports.map(({ id: importId, atMs, mode, origin, outcome }) => (
          <li key={importId}>
            <strong title={origin}>{origin}</strong>
            <span>{formats.dateTime(atMs)}</span>
            <small>
              {t('import.listLine', {
                mode: t(`import.modeOf.${mode}`),
                added: formats.integer(outcome.added),
                updated: formats.integer(outcome.updated),
                rows: formats.integer(outcome.rowsAfter),
              })}
            </small>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

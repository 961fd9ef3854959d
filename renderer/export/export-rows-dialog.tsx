import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import { isWholeTable, type TableView } from '../../contract/table-view.ts';
import type { TableColumn, TableSource } from '../../contract/tables.ts';
import { callFault, client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import styles from './export-dialog.module.css';
import { type ExportDraft, firstDraft, optionsOf } from './export-draft.ts';
import { ExportForm } from './export-form.tsx';
import { ExportProgress } from './export-progress.tsx';

interface ExportRowsDialogProps {
  readonly source: TableSource;
  /** Which rows, and in what order. */
  readonly view: TableView;
  readonly columns: readonly TableColumn[];
  /** Places of the columns that are shown, in their order. */
  readonly shownColumns: readonly number[];
  /** Rows of the view. */
  readonly rows: number;
  readonly onClose: () => void;
}

/** Asks how the rows of a table are to be written, then shows how far that is; closed meanwhile, it goes on as a job. */
export function ExportRowsDialog({ source, view, columns, shownColumns, rows, onClose }: ExportRowsDialogProps) {
  const { t } = useTranslation('export');
  const locale = useLocale();
  const [draft, setDraft] = useState<ExportDraft>(firstDraft);
  const [jobId, setJobId] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  const [isSending, setSending] = useState(false);

  // Which rows a view has depends on what their texts mean; other results were never written in a file.
  const isFromFile = source.kind === 'input' || (source.kind === 'result' && (source.artifact ?? 'rows') === 'rows');
  const canBeAsWritten = isFromFile && isWholeTable(view);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFault(null);
    try {
      const options = { ...optionsOf(draft, columns.length, shownColumns), view, locale };
      const isAsWritten = draft.isAsWritten && canBeAsWritten;
      const answer = await client.exports.exportRows({ source, options, isAsWritten });
      setJobId(answer.jobId);
    } catch (error) {
      setFault(callFault(error));
      setSending(false);
    }
  };

  return (
    <Dialog onClose={onClose} size="lg" title={t('title')}>
      {jobId !== null ? (
        <ExportProgress jobId={jobId} onClose={onClose} />
      ) : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="export-rows-dialog">
          <ExportForm
            draft={draft}
            onChange={setDraft}
            columns={columns}
            shownColumns={shownColumns}
            rows={rows}
            canBeAsWritten={canBeAsWritten}
          />
          {fault && <FaultNotice fault={fault} />}
          <div className={styles.actions}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isSending} data-testid="export-rows-start">
              {t('start')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

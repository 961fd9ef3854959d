import { Autocomplete, Button, MultiSelect, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import { type ImportOutcome, importModes } from '../../contract/library/library.ts';
import type { TableColumn, TableSource } from '../../contract/tables.ts';
import { callFault, client, isAborted } from '../bridge/client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { InTurns } from '../parts/in-turns.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { Segments } from '../parts/segments.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useStore } from '../store/store.ts';
import styles from './import-dialog.module.css';
import { firstDraft, forTable, type ImportDraft, requestOf } from './import-draft.ts';
import { ImportOutcomeView } from './import-outcome.tsx';
import librarySidebarStyles from './library-sidebar.module.css';

interface ImportDialogProps {
  readonly source: TableSource;
  readonly columns: readonly TableColumn[];
  /** What the table might be called. */
  readonly proposedName: string;
  /** Column to count by, where the caller knows one, such as the groups of a prediction. */
  readonly groupBy?: string | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Typing goes on before anything is counted. */
const previewDelayMs = 350;
const listTables = (signal: AbortSignal) => client.library.listTables(undefined, { signal });

/** Brings rows into a table of the library; what that does is told before it is done. */
export function ImportDialog(props: ImportDialogProps) {
  const { source, columns, proposedName, groupBy = null, onClose, onDone } = props;
  const { t } = useTranslation('library');
  const goTo = useStore((state) => state.goTo);
  const tables = useAnswer(listTables).answer?.tables ?? [];
  const [draft, setDraft] = useState(() => firstDraft(proposedName, columns, groupBy));
  // One id for what is asked here: an import whose answer was lost is not done twice.
  const [importId] = useState(() => crypto.randomUUID());
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<FaultData | null>(null);
  const { outcome, fault, isCounting } = usePreview(draft, source);
  const request = requestOf(draft, source);
  const names = columns.map(({ name }) => name);
  const run = async () => {
    if (!request) return;
    setRunning(true);
    setFailure(null);
    try {
      const { table } = await client.library.importTable({ importId, ...request });
      notifications.show({
        color: 'green',
        title: t('import.done', { table: table.name, rows: t('rows', { count: table.rows }) }),
        message: <LinkButton onClick={() => goTo('library')}>{t('import.open')}</LinkButton>,
        ...{ id: importId, autoClose: 8000 },
      });
      onDone();
    } catch (error) {
      setFailure(callFault(error));
      setRunning(false);
    }
  };
  const shownFault = failure ?? fault;
  return (
    <Dialog onClose={onClose} size="lg" title={t('import.title')}>
      <div className={styles.form} data-testid="import-dialog">
        <Autocomplete
          label={t('import.table')}
          description={t('import.tableHint')}
          data={tables.map(({ name }) => name)}
          value={draft.table}
          maxLength={200}
          limit={50}
          openOnFocus={false}
          onChange={(name) => setDraft(forTable(draft, name, tables, columns))}
          data-autofocus
          data-testid="import-table"
        />
        <InTurns>
          <div>
            <Segments
              isWide
              label={t('import.mode')}
              value={draft.mode}
              choices={importModes.map((mode) => ({ value: mode, label: t(`import.${mode}`) }))}
              onChange={(mode) => setDraft({ ...draft, mode })}
              testId="import-mode"
            />
            <p className={librarySidebarStyles.quiet}>{t(`import.${draft.mode}Hint`)}</p>
          </div>
          {draft.mode === 'key' && (
            <MultiSelect
              label={t('import.keyColumns')}
              description={t('import.keyColumnsHint')}
              data={names}
              value={[...draft.keyColumns]}
              searchable
              limit={200}
              onChange={(keyColumns) => setDraft({ ...draft, keyColumns })}
              data-testid="import-key"
            />
          )}
          <Select
            label={t('import.groupBy')}
            placeholder={t('import.groupByNone')}
            data={names}
            value={draft.groupBy}
            clearable
            searchable
            limit={200}
            onChange={(column) => setDraft({ ...draft, groupBy: column })}
            data-testid="import-group"
          />
          {shownFault ? (
            <FaultNotice fault={shownFault} />
          ) : (
            outcome && <ImportOutcomeView outcome={outcome} isOld={isCounting} />
          )}
          <div className={styles.actions}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              disabled={!request || fault !== null}
              loading={isRunning}
              onClick={() => void run()}
              data-testid="import-run"
            >
              {t('import.run')}
            </Button>
          </div>
        </InTurns>
      </div>
    </Dialog>
  );
}

interface Preview {
  readonly outcome: ImportOutcome | null;
  readonly fault: FaultData | null;
  readonly isCounting: boolean;
}

/** What the import would do as it is filled in now. */
function usePreview(draft: ImportDraft, source: TableSource): Preview {
  const [preview, setPreview] = useState<Preview>({ outcome: null, fault: null, isCounting: true });
  const request = requestOf(draft, source);
  const key = JSON.stringify(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells whether something else is asked.
  useEffect(() => {
    if (!request) {
      setPreview({ outcome: null, fault: null, isCounting: false });
      return;
    }
    const stop = new AbortController();
    setPreview((last) => ({ ...last, fault: null, isCounting: true }));
    const timer = setTimeout(() => {
      client.library.previewImport(request, { signal: stop.signal }).then(
        (outcome) => !stop.signal.aborted && setPreview({ outcome, fault: null, isCounting: false }),
        (error: unknown) => {
          if (stop.signal.aborted || isAborted(error)) return;
          setPreview({ outcome: null, fault: callFault(error), isCounting: false });
        },
      );
    }, previewDelayMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return preview;
}

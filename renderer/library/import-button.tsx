import { Button } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { startTransition, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArtifactKind } from '../../contract/jobs.ts';
import type { TableColumn, TableSource } from '../../contract/tables.ts';
import { client } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import { ImportDialog } from './import-dialog.tsx';
import { nameAfter } from './import-draft.ts';

interface ImportButtonProps {
  readonly jobId: string;
  /** Which of the job's tables. */
  readonly kind: ArtifactKind;
  readonly fileName: string;
  /** Column to count by, such as the groups of a prediction. */
  readonly groupBy?: string | null;
}

/** Opens the import of a result's rows into the library. */
export function ImportButton({ jobId, kind, fileName, groupBy = null }: ImportButtonProps) {
  const { t } = useTranslation('library');
  const [columns, setColumns] = useState<readonly TableColumn[] | null>(null);
  const [isAsking, setAsking] = useState(false);
  const source = useMemo((): TableSource => ({ kind: 'result', jobId, artifact: kind }), [jobId, kind]);
  const open = () => {
    setAsking(true);
    client.tables
      .openTable({ source })
      .then((table) => startTransition(() => setColumns(table.columns)), notifyFailure)
      .finally(() => setAsking(false));
  };
  const close = () => setColumns(null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDatabaseImport size={16} stroke={1.7} />}
        loading={isAsking}
        onClick={open}
        title={t('import.button')}
        data-folds
        data-testid="import-into-library"
      >
        {t('import.button')}
      </Button>
      {columns && (
        <ImportDialog
          source={source}
          columns={columns}
          proposedName={nameAfter(fileName)}
          groupBy={groupBy}
          onClose={close}
          onDone={close}
        />
      )}
    </>
  );
}

import { Button, Tabs } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../contract/library/library.ts';
import type { TableSource } from '../../contract/tables.ts';
import { useFormats } from '../locale/formats.ts';
import { useTab } from '../parts/use-tab.ts';
import { TableView } from '../table/table-view.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { QueryChart } from './query-chart.tsx';
import styles from './query-rows.module.css';

interface QueryRowsProps {
  readonly result: QueryResult;
  readonly onKept: () => void;
}

/** What a query found: its rows as a table, or as a chart; they can be kept as a table of the library. */
export function QueryRows({ result, onKept }: QueryRowsProps) {
  const { t } = useTranslation('library');
  const formats = useFormats();
  const [tab, setTab] = useTab<string>('rows');
  const [isKeeping, setKeeping] = useState(false);
  const { columns, durationMs, isCut, queryId, rows } = result;
  const source = useMemo((): TableSource => ({ kind: 'query', queryId }), [queryId]);
  return (
    <>
      <Tabs value={tab} onChange={(name) => name && setTab(name)} className={styles.outcomeTabs} keepMounted={false}>
        <div className={styles.head}>
          <Tabs.List className={styles.tabs}>
            <Tabs.Tab value="rows" data-testid="sql-tab-rows">
              {t('query.rowsTab')}
            </Tabs.Tab>
            <Tabs.Tab value="chart" data-testid="sql-tab-chart">
              {t('query.chartTab')}
            </Tabs.Tab>
          </Tabs.List>
          <span className={styles.figures} data-testid="sql-figures">
            {t('query.found', {
              rows: t('rows', { count: rows }),
              columns: t('query.columns', { count: columns.length }),
              duration: formats.duration(durationMs),
            })}
          </span>
          <Button
            className={styles.keep}
            size="xs"
            variant="default"
            leftSection={<IconDatabaseImport size={15} />}
            disabled={columns.length === 0}
            onClick={() => setKeeping(true)}
            data-testid="sql-keep"
          >
            {t('query.keepAs')}
          </Button>
        </div>
        {isCut && <p className={styles.cut}>{t('query.cut', { rows: formats.integer(rows) })}</p>}
        <Tabs.Panel value="rows" className={styles.outcomePanel}>
          <TableView source={source} label={t('query.tableLabel')} />
        </Tabs.Panel>
        <Tabs.Panel value="chart" className={styles.outcomePanel}>
          <QueryChart result={result} />
        </Tabs.Panel>
      </Tabs>
      {isKeeping && (
        <ImportDialog
          source={source}
          columns={columns}
          proposedName=""
          onClose={() => setKeeping(false)}
          onDone={() => {
            setKeeping(false);
            onKept();
          }}
        />
      )}
    </>
  );
}

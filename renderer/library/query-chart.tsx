import { Loader, MultiSelect, Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../contract/library/library.ts';
import { maxPageRows, type TableCell } from '../../contract/tables.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { Chart } from '../parts/chart.tsx';
import { chartRows } from '../parts/chart-rows.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Segments } from '../parts/segments.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { type ChartDraft, chartKinds, maxSeries, suitableChart, withKind } from './chart-draft.ts';
import { chartOption } from './chart-option.ts';
import librarySidebarStyles from './library-sidebar.module.css';
import styles from './query-chart.module.css';

/** Rows that are drawn: more would be a blot, and slow. */
const drawnRows = 5_000;

/** A chart of a query's rows, of the kind and the columns that the person chooses. */
export function QueryChart({ result }: { readonly result: QueryResult }) {
  const { t } = useTranslation('library');
  const { columns } = result;
  const [draft, setDraft] = useState(() => suitableChart(columns));
  if (draft === null) return <EmptyState title={t('chart.none')} />;
  const choices = columns.map(({ name }, place) => ({ value: String(place), label: name }));
  const numbers = choices.filter((_, place) => columns[place]?.type === 'number');
  return (
    <div className={styles.chart}>
      <div className={styles.chartForm}>
        <Segments
          size="xs"
          label={t('chart.kind')}
          value={draft.kind}
          choices={chartKinds.map((kind) => ({ value: kind, label: t(`chart.${kind}`) }))}
          onChange={(kind) => setDraft(withKind(draft, kind, columns))}
        />
        <Select
          size="xs"
          label={t('chart.x')}
          data={draft.kind === 'scatter' ? numbers : choices}
          value={String(draft.x)}
          allowDeselect={false}
          searchable
          limit={200}
          onChange={(x) => x !== null && setDraft({ ...draft, x: Number(x) })}
          data-testid="chart-x"
        />
        <MultiSelect
          size="xs"
          label={t('chart.y')}
          data={numbers}
          value={draft.ys.map(String)}
          maxValues={maxSeries}
          searchable
          limit={200}
          onChange={(ys) => ys.length > 0 && setDraft({ ...draft, ys: ys.map(Number) })}
          data-testid="chart-y"
        />
      </div>
      <DrawnChart result={result} draft={draft} />
    </div>
  );
}

function DrawnChart({ result, draft }: { readonly result: QueryResult; readonly draft: ChartDraft }) {
  const { t } = useTranslation('library');
  const formats = useFormats();
  const { columns, queryId, rows: total } = result;
  const places = useMemo(() => [draft.x, ...draft.ys], [draft]);
  const ask = useCallback(
    async (signal: AbortSignal) => ({ places, rows: await readRows(queryId, places, total, signal) }),
    [queryId, places, total],
  );
  const { answer, fault } = useAnswer(ask);
  // What was read for other columns is not drawn under the names of these.
  const rows = answer?.places === places ? answer.rows : null;
  const option = useMemo(
    () => rows && chartOption(draft, columns, rows, formats.number),
    [draft, columns, rows, formats],
  );
  const table = useMemo(() => {
    const text = (cell: TableCell) => (typeof cell === 'number' ? formats.number(cell) : String(cell ?? ''));
    return {
      columns: places.map((place, index) => ({
        ...{ key: String(index), header: columns[place]?.name ?? '' },
        align: index > 0 ? ('right' as const) : ('left' as const),
      })),
      rows: chartRows(rows ?? [], (row) => row.map(text)),
    };
  }, [places, columns, rows, formats]);
  if (fault) return <FaultNotice fault={fault} />;
  if (!option) return <Loader size="sm" type="dots" />;
  const [x, ...ys] = places.map((place) => columns[place]?.name ?? '');
  const label = t('chart.label', { x, y: ys.join(', ') });
  return (
    <>
      <Chart option={option} table={table} label={label} height={360} testId="query-chart" />
      {total > drawnRows && (
        <p className={librarySidebarStyles.quiet}>{t('chart.cut', { rows: formats.integer(drawnRows) })}</p>
      )}
    </>
  );
}

/** The first rows of a query in the columns at `places`; a column that stands there twice is asked for once. */
async function readRows(
  queryId: string,
  places: readonly number[],
  total: number,
  signal: AbortSignal,
): Promise<TableCell[][]> {
  const asked = [...new Set(places)];
  const rows: TableCell[][] = [];
  for (let offset = 0; offset < Math.min(total, drawnRows); offset += maxPageRows) {
    const page = await client.tables.pageTable(
      { source: { kind: 'query', queryId }, view: {}, columns: asked, offset, limit: maxPageRows },
      { signal },
    );
    rows.push(...page.rows.map((row) => places.map((place) => row[asked.indexOf(place)] ?? null)));
  }
  return rows;
}

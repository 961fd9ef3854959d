import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import type { EChartsCoreOption } from 'echarts/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartHit } from '../charts/chart-messages.ts';
import { ScreenChart } from '../charts/screen-chart.ts';
import { useScheme } from '../theme/use-scheme.ts';
import styles from './chart.module.css';
import { ChartMenu } from './chart-menu.tsx';
import type { ChartRows } from './chart-rows.ts';
import { DataTable, type DataTableColumn } from './data-table.tsx';

/** The numbers behind a chart. */
export interface ChartTable {
  readonly columns: readonly DataTableColumn[];
  readonly rows: ChartRows;
}

interface ChartProps {
  /** Colours come from the theme; memoise it, since a new object draws anew. */
  readonly option: EChartsCoreOption;
  readonly table: ChartTable;
  /** What the chart shows, in words. */
  readonly label: string;
  readonly height: number;
  /** The part of the chart the person clicked. */
  readonly onPick?: (hit: ChartHit) => void;
  /** It draws up to its upper right corner: its tools stand above it. */
  readonly isFull?: boolean;
  readonly testId?: string;
}

/** A chart in the colours of the scheme, with a switch to the table behind it; it can be saved as a picture. */
export function Chart({ option, table, label, height, onPick, isFull = false, testId }: ChartProps) {
  const { t } = useTranslation();
  const figure = useRef<HTMLElement>(null);
  const scheme = useScheme();
  const [isTable, setTable] = useState(false);
  // Where a chart cannot be drawn its numbers stand in its place.
  const showTable = useCallback(() => setTable(true), []);
  const toggleLabel = isTable ? t('chart.showChart') : t('chart.showTable');
  return (
    <figure
      ref={figure}
      className={styles.figure}
      aria-label={label}
      data-full={isFull || undefined}
      data-testid={testId}
    >
      <div className={styles.tools}>
        {!isTable && (
          <ChartMenu
            label={label}
            chart={() => ({
              ...{ option, name: label, scheme, heightPx: height },
              widthPx: figure.current?.clientWidth ?? 800,
            })}
          />
        )}
        <Tooltip label={toggleLabel}>
          <ActionIcon
            className={styles.tool}
            size="sm"
            aria-label={`${toggleLabel}: ${label}`}
            aria-pressed={isTable}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? <IconChartBar size={15} /> : <IconTable size={15} />}
          </ActionIcon>
        </Tooltip>
      </div>
      {isTable ? (
        <DataTable
          columns={table.columns}
          rowCount={table.rows.count}
          cell={(row, column) => table.rows.at(row)[column] ?? null}
          label={label}
          rowHeightPx={28}
          headerHeightPx={30}
          heightPx={height}
        />
      ) : (
        <ChartCanvas option={option} label={label} height={height} onPick={onPick} onFailed={showTable} />
      )}
    </figure>
  );
}

interface CanvasProps extends Pick<ChartProps, 'option' | 'label' | 'height'> {
  readonly onPick: ChartProps['onPick'];
  readonly onFailed: () => void;
}

function ChartCanvas({ option, label, height, onPick, onFailed }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ScreenChart>(null);
  const scheme = useScheme();

  useEffect(() => {
    if (!place.current) return;
    const made = new ScreenChart(place.current, scheme);
    made.onFailed = onFailed;
    chart.current = made;
    return () => made.close();
  }, [scheme, onFailed]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme makes another chart.
  useEffect(() => chart.current?.show(option), [option, scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme makes another chart.
  useEffect(() => {
    if (chart.current) chart.current.onPick = onPick;
  }, [onPick, scheme]);

  return <div ref={place} className={styles.canvas} role="img" aria-label={label} style={{ height }} />;
}

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chartTheme } from '../theme/chart-theme.ts';
import { useScheme } from '../theme/use-scheme.ts';
import styles from './chart.module.css';
import { ChartMenu } from './chart-menu.tsx';
import { DataTable, type DataTableColumn } from './data-table.tsx';
import { inTurn } from './in-turn.ts';

/** The numbers behind a chart. */
export interface ChartTable {
  readonly columns: readonly DataTableColumn[];
  readonly rows: readonly (readonly ReactNode[])[];
}

interface ChartProps {
  /** Colours come from the theme; memoise it, since a new object draws anew. */
  readonly option: EChartsCoreOption;
  readonly table: ChartTable;
  /** What the chart shows, in words. */
  readonly label: string;
  readonly height: number;
  /** The part of the chart the person clicked. */
  readonly onPick?: (event: { readonly dataIndex: number; readonly name: string; readonly value: unknown }) => void;
  readonly testId?: string;
}

/** A chart in the colours of the scheme, with a switch to the table behind it; it can be saved as a picture. */
export function Chart({ option, table, label, height, onPick, testId }: ChartProps) {
  const { t } = useTranslation();
  const figure = useRef<HTMLElement>(null);
  const scheme = useScheme();
  const [isTable, setTable] = useState(false);
  const toggleLabel = isTable ? t('chart.showChart') : t('chart.showTable');
  return (
    <figure ref={figure} className={styles.figure} aria-label={label} data-testid={testId}>
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
          rowCount={table.rows.length}
          cell={(row, column) => table.rows[row]?.[column] ?? null}
          label={label}
          rowHeightPx={28}
          headerHeightPx={30}
          heightPx={height}
        />
      ) : (
        <ChartCanvas option={option} label={label} height={height} onPick={onPick} />
      )}
    </figure>
  );
}

type CanvasProps = Pick<ChartProps, 'option' | 'label' | 'height'> & { readonly onPick: ChartProps['onPick'] };

function ChartCanvas({ option, label, height, onPick }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const scheme = useScheme();

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let made: EChartsType | null = null;
    let isGone = false;
    let takeBack = () => {};
    const sizes = new ResizeObserver(() => made?.resize({ animation: { duration: 0 } }));
    void import('./chart-engine.ts').then(({ init }) => {
      if (isGone) return;
      takeBack = inTurn(() => {
        made = init(element, chartTheme(scheme), { renderer: 'canvas' });
        sizes.observe(element);
        setChart(made);
      });
    });
    return () => {
      isGone = true;
      takeBack();
      sizes.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, [scheme]);

  useEffect(() => {
    if (!chart || chart.isDisposed()) return;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const shown = isStill ? { ...option, animation: false } : option;
    return inTurn(() => !chart.isDisposed() && chart.setOption(shown, { notMerge: true }));
  }, [chart, option]);

  useEffect(() => {
    if (!chart || chart.isDisposed() || !onPick) return;
    const pick = (event: { dataIndex: number; name: string; value: unknown }) => onPick(event);
    chart.on('click', pick as (event: unknown) => void);
    return () => {
      if (!chart.isDisposed()) chart.off('click', pick as (event: unknown) => void);
    };
  }, [chart, onPick]);

  return <div ref={place} className={styles.canvas} role="img" aria-label={label} style={{ height }} />;
}

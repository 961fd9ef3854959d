import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { PartFrame } from '../part-frame.tsx';
import { useResultPart } from '../use-result-part.ts';
import {
  columnsWithMissing,
  type MissingColumn,
  missingChartOption,
  missingRowHeight,
  missingShare,
} from './missing-chart-option.ts';
import styles from './overview.module.css';

interface MissingChartProps {
  readonly job: Job;
  readonly missingCells: number;
  readonly onShowColumn: (column: number) => void;
}

const shownColumns = 15;

async function loadMissing(jobId: string, signal: AbortSignal): Promise<readonly MissingColumn[]> {
  const wish = { jobId, search: '', order: 'missing', offset: 0, limit: shownColumns + 1 } as const;
  const { columns } = await client.results.listColumns(wish, { signal });
  return columnsWithMissing(columns, shownColumns + 1);
}

/** The columns that miss most, and how much. */
export function MissingChart({ job, missingCells, onShowColumn }: MissingChartProps) {
  const { t } = useTranslation('results');
  const part = useResultPart(job, 'profile-columns', loadMissing);
  if (missingCells === 0) return <p className={styles.quiet}>{t('missing.none')}</p>;
  return (
    <PartFrame part={part} name="columns">
      {(columns) => <MissingBars columns={columns} onShowColumn={onShowColumn} />}
    </PartFrame>
  );
}

interface MissingBarsProps {
  readonly columns: readonly MissingColumn[];
  readonly onShowColumn: (column: number) => void;
}

function MissingBars({ columns: all, onShowColumn }: MissingBarsProps) {
  const { t } = useTranslation('results');
  const { integer, percent } = useFormats();
  const scheme = useScheme();
  const columns = useMemo(() => all.slice(0, shownColumns), [all]);
  const option = useMemo(() => {
    const texts = { share: percent, count: integer, missingLabel: t('missing.count') };
    return missingChartOption(columns, texts, chartColors(scheme));
  }, [columns, integer, percent, t, scheme]);
  const table = useMemo(
    () => ({
      columns: [
        { key: 'column', header: t('missing.column'), widthPx: 150 },
        { key: 'missing', header: t('missing.missing'), widthPx: 84, align: 'right' as const },
        { key: 'share', header: t('missing.share'), widthPx: 74, align: 'right' as const },
      ],
      rows: chartRows(columns, (column) => [column.name, integer(column.missing), percent(missingShare(column))]),
    }),
    [columns, integer, percent, t],
  );
  const pick = useCallback(
    ({ dataIndex }: { readonly dataIndex: number }) => {
      const column = columns[dataIndex];
      if (column) onShowColumn(column.index);
    },
    [columns, onShowColumn],
  );
  return (
    <div className={styles.underTitle}>
      <Chart
        option={option}
        table={table}
        label={t('missing.label')}
        height={(columns.length + 1) * missingRowHeight + 6}
        onPick={pick}
        testId="missing-chart"
      />
      {all.length > shownColumns && <p className={styles.quiet}>{t('missing.more', { shown: shownColumns })}</p>}
    </div>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedColumn } from '../../../contract/comparison.ts';
import { useFormats } from '../../locale/formats.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { edgeText } from '../columns/edge-text.ts';
import { shiftBins, shiftOption } from './shift-option.ts';

const barPx = 34;

/** How the values of a column are spread in both files, with the table behind it. */
export function ShiftChart({ column }: { readonly column: ComparedColumn }) {
  const { t } = useTranslation('comparison');
  const formats = useFormats();
  const scheme = useScheme();
  const texts = useMemo(
    () => ({
      ...{ earlier: t('columns.before'), later: t('columns.after'), others: t('columns.others') },
      share: (share: number) => formats.percent(share, 1),
      edge: edgeText(column.histogram?.edges ?? [], column.measure === 'date' ? 'date' : 'number', formats),
    }),
    [column, formats, t],
  );
  const option = useMemo(() => shiftOption(column, texts, chartColors(scheme)), [column, texts, scheme]);
  const table = useMemo(
    () => ({
      columns: [
        { key: 'value', header: t('columns.value'), widthPx: 220 },
        { key: 'earlier', header: t('columns.before'), widthPx: 110, align: 'right' as const },
        { key: 'later', header: t('columns.after'), widthPx: 110, align: 'right' as const },
      ],
      rows: chartRows(shiftBins(column, texts), ({ earlier, label, later }) => [
        ...[label, texts.share(earlier), texts.share(later)],
      ]),
    }),
    [column, texts, t],
  );
  const height = column.categories ? Math.max(160, column.categories.length * barPx + 60) : 250;
  return (
    <Chart
      option={option}
      table={table}
      label={t('columns.chart', { name: column.name })}
      height={height}
      testId="shift-chart"
    />
  );
}

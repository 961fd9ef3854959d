import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { type EdgeKind, edgeText } from './edge-text.ts';
import { type Histogram, histogramOption, histogramRows } from './histogram-option.ts';

interface HistogramChartProps {
  readonly label: string;
  readonly histogram: Histogram;
  /** What the edges are: numbers, shares, or milliseconds since 1970. */
  readonly kind: EdgeKind;
}

/** A histogram with the table of its bins behind it. */
export function HistogramChart({ label, histogram, kind }: HistogramChartProps) {
  const { t } = useTranslation('results');
  const formats = useFormats();
  const scheme = useScheme();
  const texts = useMemo(
    () => ({ edge: edgeText(histogram.edges, kind, formats), count: formats.integer, countLabel: t('columns.cells') }),
    [histogram, kind, formats, t],
  );
  const option = useMemo(() => histogramOption(histogram, texts, chartColors(scheme)), [histogram, texts, scheme]);
  const table = useMemo(
    () => ({
      columns: [
        { key: 'from', header: t('columns.from'), widthPx: 150, align: 'right' as const },
        { key: 'to', header: t('columns.to'), widthPx: 150, align: 'right' as const },
        { key: 'count', header: t('columns.count'), widthPx: 110, align: 'right' as const },
      ],
      rows: chartRows(histogramRows(histogram, texts), (row) => row),
    }),
    [histogram, texts, t],
  );
  return <Chart option={option} table={table} label={label} height={190} testId="histogram" />;
}

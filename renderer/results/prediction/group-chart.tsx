import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { groupChartOption } from './group-chart-option.ts';

interface GroupChartProps {
  readonly report: PredictionReport;
  readonly groups: PredictionReport['groups'];
}

const drawnGroups = 24;

/** The share of each predicted class in each group, or the mean and range of the values. */
export function GroupChart({ report, groups }: GroupChartProps) {
  const { t } = useTranslation('prediction');
  const formats = useFormats();
  const scheme = useScheme();
  const { classes, groupBy } = report;
  const target = report.target || t('unnamed');
  const drawn = useMemo(() => groups.slice(0, drawnGroups), [groups]);
  const option = useMemo(
    () =>
      groupChartOption(
        drawn,
        classes,
        {
          ...{ share: (share) => formats.percent(share, 0), value: (value) => formats.number(value, 4) },
          ...{ rows: formats.integer, others: t('groups.others'), target, rowsName: t('groups.rows') },
        },
        chartColors(scheme),
      ),
    [drawn, classes, target, formats, scheme, t],
  );
  const table = useMemo(
    () => ({
      columns: [
        { key: 'name', header: groupBy ?? '', widthPx: 240 },
        ...(classes
          ? classes
              .slice(0, 20)
              .map((name, place) => ({ key: String(place), header: name, widthPx: 130, align: 'right' as const }))
          : [{ key: 'mean', header: t('groups.mean'), widthPx: 130, align: 'right' as const }]),
      ],
      rows: chartRows(drawn, ({ name, classRows, mean }) => [
        name,
        ...(classes
          ? classes.slice(0, 20).map((_, place) => formats.integer(classRows?.[place] ?? 0))
          : [formats.number(mean, 4)]),
      ]),
    }),
    [drawn, classes, groupBy, formats, t],
  );
  return (
    <>
      <Chart
        option={option}
        table={table}
        label={t('groups.chart', { target, column: groupBy ?? '' })}
        height={drawn.length * 27 + 70}
        testId="group-chart"
      />
      {groups.length > drawnGroups && <p>{t('groups.drawn', { shown: drawnGroups })}</p>}
    </>
  );
}

import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import { Chart } from '../../parts/chart.tsx';
import { chartRows } from '../../parts/chart-rows.ts';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { escapeHtml } from '../escape-html.ts';
import overview from '../overview/overview.module.css';
import { type ConfusionCell, confusionCells, frequentMistakes, largestClasses } from './confusion-cells.ts';
import styles from './training.module.css';

interface ConfusionCardProps {
  /** Rows by true class × predicted class. */
  readonly confusion: readonly (readonly number[])[];
  readonly classes: readonly string[];
  readonly title: string;
}

/** Beyond these the squares are too small to be read. */
const shownClasses = 30;
const shownMistakes = 15;

/** Which class is taken for which: as a picture, and the most frequent mistakes in words. */
export function ConfusionCard({ confusion, classes, title }: ConfusionCardProps) {
  const { t } = useTranslation('training');
  const formats = useFormats();
  const scheme = useScheme();
  const places = useMemo(() => largestClasses(confusion, shownClasses), [confusion]);
  const cells = useMemo(() => confusionCells(confusion, places), [confusion, places]);
  const mistakes = useMemo(() => frequentMistakes(confusion, shownMistakes), [confusion]);
  const nameOf = (place: number) => classes[place] ?? String(place);
  const option = useMemo(
    () =>
      confusionOption(
        cells,
        places.map((place) => classes[place] ?? String(place)),
        {
          truth: t('confusion.truth'),
          predicted: t('confusion.predicted'),
          rows: formats.integer,
          share: (share) => formats.percent(share, 0),
          colors: chartColors(scheme),
          places,
        },
      ),
    [cells, places, classes, t, formats, scheme],
  );
  const table = useMemo(
    () => ({
      columns: [
        { key: 'truth', header: t('confusion.truth'), widthPx: 170 },
        ...places.map((place) => ({
          key: String(place),
          header: classes[place] ?? String(place),
          widthPx: 130,
          align: 'right' as const,
        })),
      ],
      rows: chartRows(places, (truth) => [
        classes[truth] ?? String(truth),
        ...places.map((predicted) => formats.integer(confusion[truth]?.[predicted] ?? 0)),
      ]),
    }),
    [confusion, places, classes, t, formats],
  );
  return (
    <div className={styles.split}>
      <section className={overview.card} aria-label={title}>
        <h2 className={overview.cardTitle}>{title}</h2>
        <div className={overview.underTitle}>
          <Chart
            option={option}
            table={table}
            label={title}
            height={Math.max(260, Math.min(620, places.length * 46 + 110))}
            testId="confusion-chart"
          />
        </div>
        {confusion.length > shownClasses && (
          <p className={overview.quiet}>{t('confusion.more', { shown: shownClasses, all: confusion.length })}</p>
        )}
      </section>
      <section className={overview.card} aria-label={t('confusion.mistakes')}>
        <h2 className={overview.cardTitle}>{t('confusion.mistakes')}</h2>
        {mistakes.length === 0 && <p className={overview.quiet}>{t('confusion.none')}</p>}
        <ul className={styles.mistakes}>
          {mistakes.map(({ truth, predicted, rows, share }) => (
            <li key={`${truth} ${predicted}`}>
              <span>{t('confusion.mistake', { truth: nameOf(truth), predicted: nameOf(predicted) })}</span>
              <span className={styles.figure}>
                {t('confusion.times', { count: rows, share: formats.percent(share, 0) })}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface ConfusionTexts {
  readonly truth: string;
  readonly predicted: string;
  readonly rows: (rows: number) => string;
  readonly share: (share: number) => string;
  readonly colors: ReturnType<typeof chartColors>;
  readonly places: readonly number[];
}

function confusionOption(
  cells: readonly ConfusionCell[],
  names: readonly string[],
  texts: ConfusionTexts,
): EChartsOption {
  const at = new Map(texts.places.map((place, index) => [place, index]));
  const isWritten = names.length <= 12;
  return {
    animation: false,
    grid: { left: 8, right: 12, top: 30, bottom: 30, containLabel: true },
    tooltip: {
      formatter: (parameters) => {
        const one = cells[(Array.isArray(parameters) ? parameters[0] : parameters)?.dataIndex ?? 0];
        if (!one) return '';
        const name = (place: number) => escapeHtml(names[at.get(place) ?? 0] ?? '');
        return `${texts.truth}: <b>${name(one.truth)}</b><br>${texts.predicted}: <b>${name(one.predicted)}</b><br>${texts.rows(one.rows)} (${texts.share(one.share)})`;
      },
    },
    xAxis: {
      type: 'category',
      data: [...names],
      name: texts.predicted,
      nameLocation: 'middle',
      nameGap: 30,
      axisLabel: { width: 84, overflow: 'truncate', ...(names.length <= 6 ? { interval: 0 } : { hideOverlap: true }) },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...names],
      name: texts.truth,
      // An inverse axis starts at its top.
      nameLocation: 'start',
      nameGap: 10,
      nameTextStyle: { align: 'right', padding: [0, 8, 0, 0] },
      axisLabel: { width: 120, overflow: 'truncate', interval: 0 },
    },
    visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [...texts.colors.sequential] } },
    series: [
      {
        type: 'heatmap',
        data: cells.map(({ truth, predicted, share }) => [at.get(predicted) ?? 0, at.get(truth) ?? 0, share]),
        itemStyle: { borderColor: texts.colors.surface, borderWidth: 1 },
        label: {
          show: isWritten,
          fontSize: 11,
          formatter: ({ dataIndex }) => texts.rows(cells[dataIndex]?.rows ?? 0),
        },
      },
    ],
  };
}

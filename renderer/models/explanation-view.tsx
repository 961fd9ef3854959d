import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../contract/models/models.ts';
import { useFormats } from '../locale/formats.ts';
import { Segments } from '../parts/segments.tsx';
import styles from './explanation.module.css';
import { WaterfallChart } from './waterfall-chart.tsx';

interface ExplanationViewProps {
  readonly explanation: Explanation;
  readonly target: string;
  readonly unit: string | null;
  readonly classes: readonly string[] | null;
  /** Asks for the reasons of another class; null: of the predicted one. */
  readonly onExplainClass: (place: number | null) => void;
}

const shownClasses = 8;

/** What is predicted for one row, how surely, and what speaks for it. */
export function ExplanationView({ explanation, target, unit, classes, onExplainClass }: ExplanationViewProps) {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const { probabilities, predictedClass, explainedClass, value, low, high } = explanation;
  const withUnit = (amount: number) =>
    unit === null ? formats.number(amount, 4) : `${formats.number(amount, 4)} ${unit}`;
  const predicted = predictedClass === null ? null : (classes?.[predictedClass] ?? String(predictedClass));
  return (
    <div className={styles.view} data-testid="explanation">
      <p className={styles.label}>{t(target === '' ? 'explain.predictedUnnamed' : 'explain.predicted', { target })}</p>
      <p className={styles.value} data-testid="predicted-value">
        {predicted ?? (value === null ? '–' : withUnit(value))}
      </p>
      {low !== null && high !== null && (
        <p className={styles.range}>{t('explain.interval', { low: withUnit(low), high: withUnit(high) })}</p>
      )}
      {probabilities && classes && (
        <Probabilities probabilities={probabilities} classes={classes} predictedClass={predictedClass} />
      )}
      <h3 className={styles.title}>{t('explain.why')}</h3>
      {explanation.contributions === null ? (
        <p className={styles.range}>{t('explain.notExplained')}</p>
      ) : (
        <>
          {classes && classes.length > 2 && (
            <div className={styles.choice}>
              <ClassChoice classes={classes} explained={explainedClass} onChoose={onExplainClass} />
            </div>
          )}
          <p className={styles.hint}>
            {explainedClass === null
              ? t(value === explanation.margin ? 'explain.valueHint' : 'explain.marginHint')
              : t('explain.classHint', { name: classes?.[explainedClass] ?? String(explainedClass) })}
          </p>
          <WaterfallChart explanation={explanation} />
        </>
      )}
    </div>
  );
}

interface ProbabilitiesProps {
  readonly probabilities: readonly number[];
  readonly classes: readonly string[];
  readonly predictedClass: number | null;
}

function Probabilities({ probabilities, classes, predictedClass }: ProbabilitiesProps) {
  const { t } = useTranslation('models');
  const { percent } = useFormats();
  const sorted = useMemo(
    () => probabilities.map((share, place) => ({ share, place })).sort((a, b) => b.share - a.share),
    [probabilities],
  );
  return (
    <>
      <ul className={styles.bars} data-testid="probabilities">
        {sorted.slice(0, shownClasses).map(({ share, place }) => (
          <li key={place} data-predicted={place === predictedClass || undefined}>
            <span className="ellipsis" title={classes[place]}>
              {classes[place]}
            </span>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${share * 100}%` }} />
            </span>
            <span className={styles.share}>{percent(share)}</span>
          </li>
        ))}
      </ul>
      {sorted.length > shownClasses && (
        <p className={styles.hint}>{t('explain.others', { count: sorted.length - shownClasses })}</p>
      )}
    </>
  );
}

interface ClassChoiceProps {
  readonly classes: readonly string[];
  readonly explained: number | null;
  readonly onChoose: (place: number | null) => void;
}

function ClassChoice({ classes, explained, onChoose }: ClassChoiceProps) {
  const { t } = useTranslation('models');
  const data = classes.map((label, place) => ({ value: String(place), label }));
  const value = String(explained ?? 0);
  const isShort = classes.length <= 4 && classes.join('').length <= 48;
  if (isShort) {
    return (
      <Segments
        size="xs"
        label={t('explain.choose')}
        choices={data}
        value={value}
        onChange={(place) => onChoose(Number(place))}
      />
    );
  }
  return (
    <Select
      size="xs"
      aria-label={t('explain.choose')}
      searchable
      allowDeselect={false}
      limit={100}
      data={data}
      value={value}
      onChange={(place) => place !== null && onChoose(Number(place))}
    />
  );
}

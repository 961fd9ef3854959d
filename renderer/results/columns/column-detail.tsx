import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import styles from './column-detail.module.css';
import { HistogramChart } from './histogram-chart.tsx';
import { statisticsOf } from './statistics.ts';
import { TopValues } from './top-values.tsx';

/** All there is to know of one column: its figures at the left, its shape and its values beside them. */
export function ColumnDetail({ column, id }: { readonly column: ColumnProfile; readonly id: string }) {
  const { t } = useTranslation('results');
  const formats = useFormats();
  const statistics = useMemo(() => statisticsOf(column, formats), [column, formats]);
  const isRenamed = column.originalName !== column.name;
  return (
    <div className={styles.detail} id={id} data-testid="column-detail">
      <section className={styles.figures} aria-label={t('columns.statistics')}>
        {isRenamed && (
          <p className={styles.renamed}>
            {column.originalName.trim() === ''
              ? t('columns.renamedEmpty')
              : t('columns.renamed', { name: column.originalName })}
          </p>
        )}
        <dl className={styles.statistics}>
          {statistics.map(({ name, value, word, share }) => (
            <div
              key={name}
              className={styles.statistic}
              title={name === 'outliers' ? t('statistic.outliersHint') : undefined}
            >
              <dt>{word ?? t(`statistic.${name}`)}</dt>
              <dd>
                {value}
                {share !== null && <span className={styles.share}>{share}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <div className={styles.shape}>
        <Shapes column={column} />
        {column.topValues.length > 0 ? <TopValues column={column} /> : <p>{t('columns.noValues')}</p>}
      </div>
    </div>
  );
}

function Shapes({ column }: { readonly column: ColumnProfile }) {
  const { t } = useTranslation('results');
  const { name, number, date, text } = column;
  return (
    <>
      {number && (
        <Shape title={t('columns.distribution')}>
          <HistogramChart
            label={t('columns.distributionOf', { column: name })}
            histogram={number.histogram}
            kind={column.isPercent ? 'share' : 'number'}
          />
        </Shape>
      )}
      {date && (
        <Shape title={t('columns.distribution')}>
          <HistogramChart
            label={t('columns.distributionOf', { column: name })}
            histogram={date.histogram}
            kind="date"
          />
        </Shape>
      )}
      {text && text.maximumLength > text.minimumLength && (
        <Shape title={t('columns.lengths')}>
          <HistogramChart
            label={t('columns.lengthsOf', { column: name })}
            histogram={text.lengthHistogram}
            kind="number"
          />
        </Shape>
      )}
    </>
  );
}

function Shape({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.block}>
      <h3 className={styles.blockTitle}>{title}</h3>
      {children}
    </section>
  );
}

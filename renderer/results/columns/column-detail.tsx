import { useMemo } from 'react';
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
          {statistics.map(({ name, value, share }) => (
            <div
              key={name}
              className={styles.statistic}
              title={name === 'outliers' ? t('statistic.outliersHint') : undefined}
            >
              <dt>{t(`statistic.${name}`)}</dt>
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
        <HistogramChart
          title={t('columns.distribution')}
          label={t('columns.distributionOf', { column: name })}
          histogram={number.histogram}
          kind={column.isPercent ? 'share' : 'number'}
        />
      )}
      {date && (
        <HistogramChart
          title={t('columns.distribution')}
          label={t('columns.distributionOf', { column: name })}
          histogram={date.histogram}
          kind="date"
        />
      )}
      {text && text.maximumLength > text.minimumLength && (
        <HistogramChart
          title={t('columns.lengths')}
          label={t('columns.lengthsOf', { column: name })}
          histogram={text.lengthHistogram}
          kind="number"
        />
      )}
    </>
  );
}

import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import styles from './column-detail.module.css';
import { readableValue } from './statistics.ts';
import { useTruthWords } from './use-truth-words.ts';

/** Of twenty values the first ones say most; the others come when asked for. */
const shownAtFirst = 10;

/** The most frequent values: a table whose bars are its chart. */
export function TopValues({ column }: { readonly column: ColumnProfile }) {
  const { t } = useTranslation('results');
  const words = useTruthWords();
  const { integer, percent } = useFormats();
  const present = Math.max(1, column.rows - column.missing);
  const highest = Math.max(1, column.topValues[0]?.count ?? 1);
  const [isWhole, setWhole] = useState(false);
  const { topValues } = column;
  const shown = isWhole || topValues.length <= shownAtFirst + 1 ? topValues : topValues.slice(0, shownAtFirst);
  const others = column.distinct - column.topValues.length;
  return (
    <section className={styles.block}>
      <h3 className={styles.blockTitle}>{t('columns.topValues')}</h3>
      <table className={styles.topValues} aria-label={t('columns.topValuesOf', { column: column.name })}>
        <colgroup>
          <col />
          <col className={styles.countColumn} />
          <col className={styles.shareColumn} />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('columns.value')}</th>
            <th scope="col">{t('columns.count')}</th>
            <th scope="col">{t('columns.share')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ value, count }) => (
            <tr key={value}>
              <th scope="row" title={readableValue(value, column, words)}>
                <span className={styles.valueBar} style={{ width: `${(count / highest) * 100}%` }} aria-hidden />
                <span className={styles.value} data-blank={value.trim() === '' || undefined}>
                  {value.trim() === '' ? t('columns.blank') : readableValue(value, column, words)}
                </span>
              </th>
              <td>{integer(count)}</td>
              <td className={styles.share}>{percent(count / present)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < topValues.length && (
        <UnstyledButton className={styles.more} onClick={() => setWhole(true)}>
          {t('findings.more', { count: topValues.length - shown.length })}
        </UnstyledButton>
      )}
      {others > 0 && shown.length === topValues.length && (
        <p className={styles.others}>{t('columns.otherValues', { others: integer(others) })}</p>
      )}
    </section>
  );
}

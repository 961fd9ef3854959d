import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../contract/comparison.ts';
import { useFormats } from '../../locale/formats.ts';
import overview from '../overview/overview.module.css';
import styles from './comparison.module.css';

/** By what rows were told apart, why, and which keys are no keys. */
export function KeyCard({ comparison }: { readonly comparison: Pick<Comparison, 'key' | 'options'> }) {
  const { t } = useTranslation('comparison');
  const { integer, number, percent } = useFormats();
  const { key, options } = comparison;
  const tolerance = options.tolerance > 0 && (
    <p className={overview.quiet}>{t('key.tolerance', { tolerance: number(options.tolerance) })}</p>
  );
  return (
    <section className={overview.card} aria-label={t('key.title')} data-testid="comparison-key">
      <h2 className={overview.cardTitle}>{t('key.title')}</h2>
      {key === null ? (
        <p className={styles.sentence}>{t('key.none')}</p>
      ) : (
        <>
          <p className={styles.sentence}>
            <strong>{key.columns.join(', ')}</strong> – {t(`key.${key.reason}`)}{' '}
            {t('key.overlap', { share: percent(key.overlap) })}
          </p>
          {key.repeated.keys > 0 && (
            <>
              <p className={styles.warning}>
                {t('key.repeated', {
                  keys: integer(key.repeated.keys),
                  earlier: integer(key.repeated.earlierRows),
                  later: integer(key.repeated.laterRows),
                })}
              </p>
              <details className={styles.examples}>
                <summary>{t('key.examples')}</summary>
                <ul>
                  {key.repeated.examples.map(({ key: values, earlier, later }) => {
                    const text = values.map((value) => String(value ?? '–')).join(', ');
                    return (
                      <li key={text}>
                        {text} <small className={styles.faint}>{`${integer(earlier)} → ${integer(later)}`}</small>
                      </li>
                    );
                  })}
                </ul>
              </details>
            </>
          )}
        </>
      )}
      {tolerance}
    </section>
  );
}

import { IconSchool, IconTableAlias, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseExample, type ExampleName, exampleNames } from './choose-files.ts';
import styles from './example-cards.module.css';

const signs = {
  'grades-2024': IconSchool,
  'customer-churn': IconUsers,
  messy: IconTableAlias,
} as const satisfies Record<ExampleName, unknown>;

/** Workbooks that come with the app, for those who want to look before bringing their own. */
export function ExampleCards() {
  const { t } = useTranslation('start');
  return (
    <section aria-label={t('examples.title')}>
      <h2 className={styles.title}>{t('examples.title')}</h2>
      <div className={styles.cards}>
        {exampleNames.map((name) => {
          const Sign = signs[name];
          const words = t(`examples.${name}.name`);
          return (
            <button
              key={name}
              type="button"
              className={styles.card}
              aria-label={t('examples.open', { name: words })}
              data-testid="example-card"
              data-example={name}
              onClick={() => void chooseExample(name)}
            >
              <Sign size={22} stroke={1.5} className={styles.sign} aria-hidden />
              <span className={styles.words}>
                <span className={styles.name}>{words}</span>
                <span className={styles.text}>{t(`examples.${name}.text`)}</span>
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

import { IconChartArrowsVertical, IconSchool, IconTableAlias, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExampleName } from '../../contract/desktop.ts';
import type { StartRecipe } from '../store/start-slice.ts';
import { chooseExamples } from './choose-files.ts';
import styles from './example-cards.module.css';

interface Example {
  readonly files: readonly ExampleName[];
  readonly recipe: StartRecipe;
  readonly Sign: typeof IconSchool;
}

/** What the examples show, each with its files. */
const examples = {
  training: { files: ['grades-2022', 'grades-2023'], recipe: 'train', Sign: IconChartArrowsVertical },
  'grades-2024': { files: ['grades-2024'], recipe: 'profile', Sign: IconSchool },
  'customer-churn': { files: ['customer-churn'], recipe: 'profile', Sign: IconUsers },
  messy: { files: ['messy'], recipe: 'profile', Sign: IconTableAlias },
} as const satisfies Record<string, Example>;
const shown = Object.keys(examples) as (keyof typeof examples)[];

/** Workbooks that come with the app, for those who want to look before bringing their own. */
export function ExampleCards() {
  const { t } = useTranslation('start');
  return (
    <section aria-label={t('examples.title')}>
      <h2 className={styles.title}>{t('examples.title')}</h2>
      <div className={styles.cards}>
        {shown.map((name) => {
          const { files, recipe, Sign } = examples[name];
          return (
            <button
              key={name}
              type="button"
              className={styles.card}
              data-testid="example-card"
              data-example={name}
              onClick={() => void chooseExamples(files, recipe)}
            >
              <Sign size={22} stroke={1.5} className={styles.sign} aria-hidden />
              <span className={styles.words}>
                <span className={styles.name}>{t(`examples.${name}.name`)}</span>
                <span className={styles.text}>{t(`examples.${name}.text`)}</span>
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

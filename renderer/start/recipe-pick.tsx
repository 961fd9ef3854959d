import { IconChartArrowsVertical, IconGitCompare, IconReportAnalytics, IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type StartRecipe, startRecipes } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import styles from './recipe-pick.module.css';

/** An export is asked for where rows are seen. */
const signs = {
  profile: IconReportAnalytics,
  compare: IconGitCompare,
  train: IconSchool,
  predict: IconChartArrowsVertical,
} as const satisfies Record<StartRecipe, unknown>;

/** One card for each kind of job; the arrow keys move between them. */
export function RecipePick() {
  const { t } = useTranslation('start');
  const recipe = useStore((state) => state.recipe);
  const pickRecipe = useStore((state) => state.pickRecipe);
  return (
    <div className={styles.cards} role="radiogroup" aria-label={t('recipe.label')}>
      {startRecipes.map((name) => {
        const Sign = signs[name];
        return (
          <label key={name} className={styles.card} data-picked={name === recipe || undefined}>
            <input
              type="radio"
              name="recipe"
              className="visually-hidden"
              checked={name === recipe}
              onChange={() => pickRecipe(name)}
              data-testid={`recipe-${name}`}
            />
            <Sign size={20} stroke={1.6} aria-hidden />
            <span className={styles.words}>
              <span className={styles.name}>{t(`recipe.${name}.name`)}</span>
              <span className={styles.text} title={t(`recipe.${name}.text`)}>
                {t(`recipe.${name}.text`)}
              </span>
            </span>
          </label>
        );
      })}
    </div>
  );
}

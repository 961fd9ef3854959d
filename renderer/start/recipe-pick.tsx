import { IconReportAnalytics } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecipeName } from '../../contract/recipes.ts';
import { useStore } from '../store/store.ts';
import styles from './recipe-pick.module.css';

/** What is offered for chosen files; an export is asked for where its rows are seen. */
const signs = { profile: IconReportAnalytics } as const satisfies Partial<Record<RecipeName, unknown>>;
const offered = Object.keys(signs) as (keyof typeof signs)[];

/** One card for each kind of job; the arrow keys move between them. */
export function RecipePick() {
  const { t } = useTranslation('start');
  const recipe = useStore((state) => state.recipe);
  const pickRecipe = useStore((state) => state.pickRecipe);
  return (
    <div className={styles.cards} role="radiogroup" aria-label={t('recipe.label')}>
      {offered.map((name) => {
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
              <span className={styles.text}>{t(`recipe.${name}.text`)}</span>
            </span>
          </label>
        );
      })}
    </div>
  );
}

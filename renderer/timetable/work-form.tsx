import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkRecipe } from '../../contract/timetable.ts';
import { Segments } from '../parts/segments.tsx';
import { CompareFields } from './compare-fields.tsx';
import styles from './dialog.module.css';
import { PredictFields } from './predict-fields.tsx';
import { TrainFields } from './train-fields.tsx';
import type { WorkFieldsProps } from './work-draft.ts';

const recipes = ['profile', 'compare', 'predict', 'train'] as const satisfies readonly WorkRecipe[];

interface WorkFormProps extends WorkFieldsProps {
  /** What the work begins with: it says what each recipe does. */
  readonly subject: 'schedule' | 'watch';
  /** Columns of the files, as far as they are known. */
  readonly columns: readonly string[];
}

/** What is done each time: the recipe, and what it needs to know. */
export function WorkForm({ draft, onChange, subject, columns }: WorkFormProps) {
  const { t } = useTranslation('timetable');
  // The choice shows at once, its fields are drawn in slices.
  const recipe = useDeferredValue(draft.recipe);
  return (
    <fieldset className={styles.work}>
      <legend className={styles.label}>{t('work.label')}</legend>
      <Segments
        isWide
        label={t('work.label')}
        value={draft.recipe}
        onChange={(chosen) => onChange({ recipe: chosen })}
        choices={recipes.map((recipe) => ({ value: recipe, label: t(`work.${recipe}`) }))}
        testId="work-recipe"
      />
      <p className={styles.hint}>{t(`work.text.${subject}.${recipe}`)}</p>
      {recipe === 'compare' && <CompareFields draft={draft} onChange={onChange} columns={columns} />}
      {recipe === 'predict' && <PredictFields draft={draft} onChange={onChange} />}
      {recipe === 'train' && <TrainFields draft={draft} onChange={onChange} columns={columns} />}
    </fieldset>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WorkRecipe } from '../../contract/timetable.ts';
import styles from './dialog.module.css';
import { PredictFields } from './predict-fields.tsx';
import { TrainFields } from './train-fields.tsx';
import type { WorkFieldsProps } from './work-draft.ts';

const recipes = ['profile', 'predict', 'train'] as const satisfies readonly WorkRecipe[];

interface WorkFormProps extends WorkFieldsProps {
  /** What the work begins with: it says what each recipe does. */
  readonly subject: 'schedule' | 'watch';
  /** Columns of the files, as far as they are known. */
  readonly columns: readonly string[];
}

/** What is done each time: the recipe, and what it needs to know. */
export function WorkForm({ draft, onChange, subject, columns }: WorkFormProps) {
  const { t } = useTranslation('timetable');
  return (
    <fieldset className={styles.work}>
      <legend className={styles.label}>{t('work.label')}</legend>
      <SegmentedControl
        fullWidth
        aria-label={t('work.label')}
        value={draft.recipe}
        onChange={(recipe) => onChange({ recipe: recipe as WorkRecipe })}
        data={recipes.map((recipe) => ({ value: recipe, label: t(`work.${recipe}`) }))}
        data-testid="work-recipe"
      />
      <p className={styles.hint}>{t(`work.text.${subject}.${draft.recipe}`)}</p>
      {draft.recipe === 'predict' && <PredictFields draft={draft} onChange={onChange} />}
      {draft.recipe === 'train' && <TrainFields draft={draft} onChange={onChange} columns={columns} />}
    </fieldset>
  );
}

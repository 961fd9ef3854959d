import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../contract/timetable.ts';

/** What is done each time, in a few words. */
export function WorkFacts({ work, model }: Pick<Schedule, 'work' | 'model'>) {
  const { t } = useTranslation(['timetable', 'app']);
  const groupBy = work.recipe === 'predict' ? (work.options.groupBy ?? null) : null;
  const key = (work.recipe === 'compare' && work.options.key) || [];
  return (
    <>
      <li data-testid="work" data-recipe={work.recipe}>
        {work.recipe === 'profile' && t('work.fact.profile')}
        {work.recipe === 'compare' && t('work.fact.compare')}
        {work.recipe === 'train' && t('work.fact.train', { target: work.options.target })}
        {work.recipe === 'predict' && (model ? t('work.fact.predict', { ...model }) : t('work.fact.noModel'))}
      </li>
      {key.length > 0 && <li>{t('work.fact.key', { columns: key.join(t('work.fact.comma')) })}</li>}
      {groupBy !== null && <li>{t('work.fact.groupBy', { column: groupBy })}</li>}
      {work.priority !== 'normal' && <li>{t('withPriority', { priority: t(`app:priority.${work.priority}`) })}</li>}
    </>
  );
}

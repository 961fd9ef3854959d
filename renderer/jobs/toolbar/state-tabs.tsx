import { useTranslation } from 'react-i18next';
import { jobStates } from '../../../contract/job-states.ts';
import type { JobCounts } from '../../../contract/jobs.ts';
import { useFormats } from '../../locale/formats.ts';
import type { StateTab } from '../../store/jobs-slice.ts';
import { useStore } from '../../store/store.ts';
import { sumOf } from '../list/selection.ts';
import styles from './toolbar.module.css';

const order = ['all', 'running', 'queued', 'scheduled', 'paused', 'completed', 'dead', 'cancelled'] as const;
/** Not everybody has these: their tabs are there when there is something in them. */
const seldom: readonly StateTab[] = ['scheduled', 'paused'];

/** Which states are shown, with the number of jobs in each. */
export function StateTabs({ counts }: { readonly counts: JobCounts }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const tab = useStore((state) => state.jobView.tab);
  const changeJobView = useStore((state) => state.changeJobView);
  const countOf = (name: StateTab) => (name === 'all' ? sumOf(counts, jobStates) : counts[name]);
  const shown = order.filter((name) => name === tab || !seldom.includes(name) || countOf(name) > 0);
  return (
    <fieldset className={styles.tabs} aria-label={t('filter.label')} data-testid="job-filter">
      {shown.map((name) => (
        <label key={name} className={styles.tab} data-chosen={name === tab || undefined} data-state={name}>
          <input
            type="radio"
            name="job-state"
            className="visually-hidden"
            checked={name === tab}
            onChange={() => changeJobView({ tab: name })}
            data-testid={`tab-${name}`}
          />
          {name === 'all' ? t('filter.all') : t(`state.${name}`)}
          <span className={styles.count}>{formats.integer(countOf(name))}</span>
        </label>
      ))}
    </fieldset>
  );
}

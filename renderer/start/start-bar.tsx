import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import { useStore } from '../store/store.ts';
import { RecipePick } from './recipe-pick.tsx';
import styles from './start-bar.module.css';
import { planStart, submissionOf } from './submission.ts';

/** What to do with the chosen files, and the button that starts it. */
export function StartBar() {
  const { t } = useTranslation('start');
  const items = useStore((state) => state.items);
  const plan = useMemo(() => planStart(items), [items]);
  const { isStarting, start } = useStarting();
  const canStart = plan.tableCount > 0 && !isStarting;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !canStart) return;
      event.preventDefault();
      void start();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [canStart, start]);

  const notes = [
    plan.readingCount > 0 && t('stillReading', { count: plan.readingCount }),
    plan.faultCount > 0 && t('skipped', { count: plan.faultCount }),
  ].filter(Boolean);
  return (
    <section className={styles.bar} aria-label={t('recipe.label')}>
      <RecipePick />
      <p className={styles.notes} aria-live="polite">
        {notes.join(' · ')}
      </p>
      <Tooltip label={t('goHint')}>
        <Button
          size="md"
          leftSection={<IconPlayerPlayFilled size={15} />}
          disabled={!canStart && !isStarting}
          loading={isStarting}
          onClick={() => void start()}
          data-testid="start-button"
        >
          {t('go', { count: plan.tableCount })}
        </Button>
      </Tooltip>
    </section>
  );
}

/** Submits what is ready, goes to the jobs, and leaves behind what could not be started. */
function useStarting() {
  const [isStarting, setStarting] = useState(false);
  const start = useCallback(async () => {
    const { items, recipe, removeItem, goTo, markFreshJobs, filterJobs, searchJobs, applyJobEvents } =
      useStore.getState();
    const { ready } = planStart(items);
    if (ready.length === 0) return;
    setStarting(true);
    try {
      const { jobs } = await client.jobs.submitJobs(submissionOf(ready, recipe));
      // The feed tells of them too; taking them here shows the rows without a moment's emptiness.
      const known = useStore.getState().jobs;
      applyJobEvents(jobs.filter((job) => !known.has(job.id)).map((job) => ({ type: 'jobChanged', job })));
      for (const item of ready) removeItem(item.key);
      filterJobs('all');
      searchJobs('');
      markFreshJobs(jobs.map((job) => job.id));
      goTo('jobs');
    } catch (error) {
      notifyFailure(error);
    } finally {
      setStarting(false);
    }
  }, []);
  return { isStarting, start };
}

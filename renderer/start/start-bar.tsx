import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../bridge/client.ts';
import { comparedItems } from '../compare/compared-items.ts';
import { showSubmitted } from '../jobs/show-submitted.ts';
import { useFormats } from '../locale/formats.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { SincePick } from '../since/since-pick.tsx';
import { blankComparison } from '../store/comparison-slice.ts';
import { blankTraining } from '../store/prediction-slice.ts';
import { type ChosenItem, usualOptions } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { estimateWords } from './estimate-words.ts';
import styles from './start-bar.module.css';
import { StartOptionsButton } from './start-options.tsx';
import { useStartWish } from './start-wish.ts';
import { optionTrouble, planStart, type StartWish, submissionOf, trainedOn } from './submission.ts';
import { useEstimate } from './use-estimate.ts';

/** What to do with the chosen files, how, and the button that starts it. */
export function StartBar() {
  const { t } = useTranslation('start');
  const items = useStore((state) => state.items);
  const wish = useStartWish();
  const plan = useMemo(() => planStart(items), [items]);
  const { isStarting, start } = useStarting(wish);
  const { recipe } = wish;
  const isKnown = isEnoughKnown(wish, items, plan.ready);
  const canStart = plan.tableCount > 0 && isKnown && !isStarting;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !canStart) return;
      event.preventDefault();
      void start();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [canStart, start]);

  return (
    <section className={styles.bar} aria-label={t('recipe.label')}>
      <StartOptionsButton />
      {wish.recipe === 'profile' && <SincePick />}
      <StartNotes faultCount={plan.faultCount} />
      <Tooltip label={t('goHint')}>
        <Button
          size="md"
          className={styles.go}
          leftSection={<IconPlayerPlayFilled size={15} />}
          disabled={!canStart && !isStarting}
          loading={isStarting}
          onClick={() => void start()}
          data-testid="start-button"
        >
          {t(wish.options.startAt === null ? `go.${recipe}` : `goLater.${recipe}`, { count: plan.tableCount })}
        </Button>
      </Tooltip>
    </section>
  );
}

/** Whether it is known what to predict and what to learn from, what to predict with, or what to compare. */
function isEnoughKnown(
  { recipe, training, comparison, prediction }: StartWish,
  items: readonly ChosenItem[],
  ready: readonly ChosenItem[],
): boolean {
  const { target, isRefused, testKeys } = training;
  if (recipe === 'train') return target !== null && !isRefused && trainedOn(ready, testKeys).length > 0;
  if (recipe === 'compare') {
    // What is seen on both sides: a file that cannot be read gives its place to no other.
    const { earlier, later } = comparedItems(items, comparison);
    return [earlier, later].every((item) => item !== null && ready.includes(item)) && !comparison.isRefused;
  }
  return recipe !== 'predict' || prediction.modelId !== null;
}

/** What there is to know before the start: how long it may take, what is taken over, what is left out. */
function StartNotes({ faultCount }: { readonly faultCount: number }) {
  const { t } = useTranslation('start');
  const formats = useFormats();
  const { total, reusable } = useEstimate();
  const isReuseAllowed = useStore((state) => state.startOptions.isReuseAllowed);
  const changeOptions = useStore((state) => state.changeStartOptions);
  return (
    <div className={styles.notes} aria-live="polite">
      {total && (
        <p className={styles.estimate} data-testid="estimate">
          {estimateWords(t, formats, total)}
        </p>
      )}
      {reusable > 0 && (
        <p className={styles.note} data-testid="reuse-note">
          {t(isReuseAllowed ? 'reuse.takenOver' : 'reuse.anew', { count: reusable })}{' '}
          <LinkButton onClick={() => changeOptions({ isReuseAllowed: !isReuseAllowed })}>
            {t(isReuseAllowed ? 'reuse.runAnyway' : 'reuse.takeOver')}
          </LinkButton>
        </p>
      )}
      {faultCount > 0 && <p className={styles.note}>{t('skipped', { count: faultCount })}</p>}
    </div>
  );
}

/** Submits what can start, goes to the jobs, and leaves behind what could not be started. */
function useStarting(wish: StartWish) {
  const [isStarting, setStarting] = useState(false);
  const start = useCallback(async () => {
    const { items, folders, startOptions, removeItems, changeStartOptions, changeTraining, changeComparison } =
      useStore.getState();
    const { ready } = planStart(items);
    const submission = submissionOf(ready, wish, folders);
    if (!submission || submission.inputs.length === 0 || optionTrouble(startOptions, Date.now())) return;
    setStarting(true);
    try {
      const answer = await client.jobs.submitJobs(submission);
      const { earlier, later } = comparedItems(ready, wish.comparison);
      const taken = wish.recipe === 'compare' ? [earlier, later].filter((item) => item !== null) : ready;
      removeItems(new Set(taken.map((item) => item.key)));
      // The next files are other files: only how they are started stays as it is.
      changeStartOptions({ ...usualOptions, priority: startOptions.priority });
      if (wish.recipe === 'train') changeTraining(blankTraining);
      if (wish.recipe === 'compare') changeComparison(blankComparison);
      showSubmitted(answer);
    } catch (error) {
      notifyFailure(error);
    } finally {
      setStarting(false);
    }
  }, [wish]);
  return { isStarting, start };
}

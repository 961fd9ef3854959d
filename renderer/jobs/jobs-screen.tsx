import { Button, Loader } from '@mantine/core';
import { IconListDetails, IconPlayerPause, IconSearchOff } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobCounts } from '../../contract/jobs.ts';
import { callFault } from '../bridge/client.ts';
import body from '../frame/screen-body.module.css';
import { useFormats } from '../locale/formats.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { type StateTab, wholeView } from '../store/jobs-slice.ts';
import { useStore } from '../store/store.ts';
import { pauseQueue } from './actions/job-requests.ts';
import styles from './jobs-screen.module.css';
import { JobList } from './list/job-list.tsx';
import { sumOf } from './list/selection.ts';
import { type ShownTree, useJobTree } from './list/use-job-tree.ts';
import { QueueBanner } from './queue-banner.tsx';
import { JobToolbar } from './toolbar/job-toolbar.tsx';
import { waitingStates } from './words/job-state-groups.ts';
import { JobWords } from './words/job-words.tsx';

/** Everything that was started, live. */
export function JobsScreen() {
  const { t } = useTranslation('jobs');
  const counts = useStore((state) => state.jobCounts);
  const isQueuePaused = useStore((state) => state.isQueuePaused);
  const markFresh = useStore((state) => state.markFresh);
  // The mark on new rows has done its work once the person has been here and left.
  useEffect(() => () => markFresh([]), [markFresh]);
  const hasJobs = counts !== null && sumOf(counts) > 0;
  return (
    <div className={`${body.body} ${styles.screen}`} data-testid="jobs-screen">
      <PageHeader
        title={t('title')}
        subtitle={counts ? <Subtitle counts={counts} /> : ' '}
        actions={hasJobs && !isQueuePaused && <PauseQueue />}
      />
      {isQueuePaused && <QueueBanner waiting={counts ? sumOf(counts, waitingStates) : 0} />}
      {counts === null && <EmptyState icon={<Loader size="sm" />} title={t('loading')} />}
      {counts !== null && (hasJobs ? <Jobs counts={counts} /> : <NoJobs />)}
    </div>
  );
}

function Subtitle({ counts }: { readonly counts: JobCounts }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const waiting = sumOf(counts, waitingStates);
  const values = { all: formats.integer(sumOf(counts)), running: counts.running, waiting: formats.integer(waiting) };
  return counts.running + waiting === 0 ? t('subtitleIdle', values) : t('subtitle', values);
}

function PauseQueue() {
  const { t } = useTranslation('jobs');
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerPause size={16} stroke={1.7} />}
      onClick={() => void pauseQueue(true)}
      data-testid="pause-queue"
    >
      {t('queue.pause')}
    </Button>
  );
}

function Jobs({ counts }: { readonly counts: JobCounts }) {
  const view = useStore((state) => state.jobView);
  const place = useStore((state) => state.jobListPlace);
  const changeJobView = useStore((state) => state.changeJobView);
  const { shown, changes } = useJobTree(view, place);
  const [areKeysShown, showKeys] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const enterList = () => document.querySelector<HTMLElement>('[data-testid="job-list"]')?.focus();
  const clearView = useCallback(() => changeJobView(wholeView), [changeJobView]);
  return (
    <>
      <JobToolbar
        counts={counts}
        search={search}
        areKeysShown={areKeysShown}
        onShowKeys={showKeys}
        onEnterList={enterList}
      />
      <ShownJobs
        shown={shown}
        changes={changes}
        onClearView={clearView}
        onSearch={() => search.current?.focus()}
        onKeys={() => showKeys(true)}
      />
    </>
  );
}

interface ShownJobsProps {
  readonly shown: ShownTree | null;
  readonly changes: number;
  readonly onSearch: () => void;
  readonly onKeys: () => void;
  readonly onClearView: () => void;
}

function ShownJobs(props: ShownJobsProps) {
  const { t } = useTranslation(['jobs', 'app']);
  const { shown } = props;
  if (!shown) return null;
  const { tree, view } = shown;
  if (tree.error !== null && tree.count === null) {
    const again = (
      <Button size="xs" variant="default" onClick={() => tree.refresh()}>
        {t('app:action.tryAgain')}
      </Button>
    );
    return <FaultNotice fault={callFault(tree.error)} action={again} />;
  }
  if (tree.count === 0) return <NoneShown tab={view.tab} isOnlyTab={isOnlyTab(view)} onShowAll={props.onClearView} />;
  return (
    <JobWords>
      <JobList {...props} shown={shown} />
    </JobWords>
  );
}

const isOnlyTab = ({ search, priority, fromMs, toMs, batch }: ShownTree['view']) =>
  search.trim() === '' && [priority, fromMs, toMs, batch].every((value) => value === null);

function NoJobs() {
  const { t } = useTranslation('jobs');
  const goTo = useStore((state) => state.goTo);
  return (
    <EmptyState
      icon={<IconListDetails size={26} stroke={1.5} />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={<Button onClick={() => goTo('start')}>{t('empty.action')}</Button>}
    />
  );
}

interface NoneShownProps {
  readonly tab: StateTab;
  /** Whether nothing but the state is filtered. */
  readonly isOnlyTab: boolean;
  readonly onShowAll: () => void;
}

function NoneShown({ tab, isOnlyTab: isPlain, onShowAll }: NoneShownProps) {
  const { t } = useTranslation('jobs');
  const isNamed = isPlain && tab !== 'all';
  return (
    <EmptyState
      icon={<IconSearchOff size={26} stroke={1.5} />}
      title={isNamed ? t(`noneIn.${tab}`) : t('noneShown.title')}
      {...(isNamed ? {} : { text: t('noneShown.text') })}
      action={
        <Button variant="default" onClick={onShowAll}>
          {t('noneShown.action')}
        </Button>
      }
    />
  );
}

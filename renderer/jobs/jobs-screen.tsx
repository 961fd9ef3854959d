import { Button, Loader } from '@mantine/core';
import { IconListDetails, IconSearchOff } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import body from '../frame/screen-body.module.css';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { useStore } from '../store/store.ts';
import { countByFilter, shownJobs } from './job-filters.ts';
import { JobList } from './job-list.tsx';
import { JobToolbar } from './job-toolbar.tsx';

/** Everything that was started, live. */
export function JobsScreen() {
  const { t } = useTranslation('jobs');
  const jobs = useStore((state) => state.jobs);
  const filter = useStore((state) => state.jobFilter);
  const search = useStore((state) => state.jobSearch);
  const counts = useMemo(() => countByFilter(jobs.values()), [jobs]);
  const shown = useMemo(() => shownJobs(jobs.values(), filter, search), [jobs, filter, search]);
  const markFreshJobs = useStore((state) => state.markFreshJobs);
  // The mark on new rows has done its work once the person has been here and left.
  useEffect(() => () => markFreshJobs([]), [markFreshJobs]);
  return (
    <div className={body.body} data-testid="jobs-screen">
      <PageHeader title={t('title')} subtitle={t('subtitle', { count: counts.all, active: counts.active })} />
      {counts.all > 0 ? (
        <>
          <JobToolbar counts={counts} shown={shown} />
          {shown.length > 0 ? <JobList jobs={shown} /> : <NoneShown />}
        </>
      ) : (
        <NoJobs />
      )}
    </div>
  );
}

function NoJobs() {
  const { t } = useTranslation('jobs');
  const areJobsListed = useStore((state) => state.areJobsListed);
  const goTo = useStore((state) => state.goTo);
  if (!areJobsListed) return <EmptyState icon={<Loader size="sm" />} title={t('loading')} />;
  return (
    <EmptyState
      icon={<IconListDetails size={26} stroke={1.5} />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={<Button onClick={() => goTo('start')}>{t('empty.action')}</Button>}
    />
  );
}

function NoneShown() {
  const { t } = useTranslation('jobs');
  const filterJobs = useStore((state) => state.filterJobs);
  const searchJobs = useStore((state) => state.searchJobs);
  const showAll = () => {
    filterJobs('all');
    searchJobs('');
  };
  return (
    <EmptyState
      icon={<IconSearchOff size={26} stroke={1.5} />}
      title={t('noneShown.title')}
      text={t('noneShown.text')}
      action={
        <Button variant="default" onClick={showAll}>
          {t('noneShown.action')}
        </Button>
      }
    />
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { IconReload, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { jobOrders } from '../../../contract/job-requests.ts';
import type { JobCounts } from '../../../contract/jobs.ts';
import { SearchInput } from '../../parts/search-input.tsx';
import { filterOfView, type JobOrder } from '../../store/jobs-slice.ts';
import { useStore } from '../../store/store.ts';
import { redriveJobs } from '../actions/job-requests.ts';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { KeysPopover } from './keys-popover.tsx';
import { StateTabs } from './state-tabs.tsx';
import styles from './toolbar.module.css';

interface JobToolbarProps {
  readonly counts: JobCounts;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly areKeysShown: boolean;
  readonly onShowKeys: (areShown: boolean) => void;
  /** Down from the search field into the list. */
  readonly onEnterList: () => void;
}

/** What of the jobs is shown, and in which order. */
export function JobToolbar({ counts, search, areKeysShown, onShowKeys, onEnterList }: JobToolbarProps) {
  const { t } = useTranslation('jobs');
  const view = useStore((state) => state.jobView);
  const change = useStore((state) => state.changeJobView);
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') onEnterList();
    else if (event.key === 'Escape' && view.search !== '') change({ search: '' });
    else if (event.key === 'Escape') onEnterList();
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.toolbar}>
      <StateTabs counts={counts} />
      <div className={styles.tools}>
        <SearchInput
          ref={search}
          className={styles.search}
          size="xs"
          label={t('search')}
          rightSection={view.search !== '' && <ClearSearch />}
          value={view.search}
          onSearch={(text) => change({ search: text })}
          onKeyDown={onSearchKey}
          data-testid="job-search"
        />
        <FilterChips />
        <span className={styles.space} />
        {view.tab === 'dead' && counts.dead > 0 && <RedriveAll count={counts.dead} />}
        <FilterMenu />
        <NativeSelect
          size="xs"
          className={styles.order}
          aria-label={t('order.label')}
          value={view.order}
          onChange={(event) => change({ order: event.currentTarget.value as JobOrder })}
          data={jobOrders.map((name) => ({ value: name, label: t(`order.${name}`) }))}
          data-testid="job-order"
        />
        <KeysPopover isOpen={areKeysShown} onChange={onShowKeys} />
      </div>
    </div>
  );
}

function ClearSearch() {
  const { t } = useTranslation('jobs');
  const change = useStore((state) => state.changeJobView);
  return (
    <button
      type="button"
      className={styles.clear}
      aria-label={t('filter.clear')}
      onClick={() => change({ search: '' })}
    >
      <IconX size={14} />
    </button>
  );
}

/** Every dead letter that the view keeps tries again. */
function RedriveAll({ count }: { readonly count: number }) {
  const { t } = useTranslation('jobs');
  const redrive = () => void redriveJobs([{ filter: filterOfView(useStore.getState().jobView) }]);
  return (
    <Button
      size="xs"
      variant="light"
      leftSection={<IconReload size={15} />}
      onClick={redrive}
      data-testid="redrive-all"
    >
      {t('redriveAll', { count })}
    </Button>
  );
}

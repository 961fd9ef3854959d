import { Button, Checkbox, CloseButton, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import { useFormats } from '../locale/formats.ts';
import type { JobFilter } from '../store/jobs-slice.ts';
import { useStore } from '../store/store.ts';
import { cancelJobs, removeJobs } from './job-actions.ts';
import { isActive, jobFilters } from './job-filters.ts';
import styles from './job-toolbar.module.css';
import { RemoveDialog } from './remove-dialog.tsx';

interface JobToolbarProps {
  readonly counts: Readonly<Record<JobFilter, number>>;
  readonly shown: readonly Job[];
}

/** What of the list is shown, and what can be done with the selected rows together. */
export function JobToolbar({ counts, shown }: JobToolbarProps) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const filter = useStore((state) => state.jobFilter);
  const search = useStore((state) => state.jobSearch);
  const selected = useStore((state) => state.selectedJobIds);
  const { filterJobs, searchJobs, selectJobs } = useStore.getState();
  const selectedShown = shown.filter((job) => selected.has(job.id));
  const areAllSelected = shown.length > 0 && selectedShown.length === shown.length;
  return (
    <div className={styles.toolbar}>
      <Checkbox
        size="xs"
        aria-label={t('select.all')}
        title={t('select.all')}
        checked={areAllSelected}
        indeterminate={selectedShown.length > 0 && !areAllSelected}
        disabled={shown.length === 0}
        onChange={() => selectJobs(areAllSelected ? [] : shown.map((job) => job.id))}
        data-testid="select-all"
      />
      {selectedShown.length > 0 ? (
        <SelectionTools selected={selectedShown} />
      ) : (
        <>
          <SegmentedControl
            size="xs"
            withItemsBorders={false}
            aria-label={t('filter.label')}
            value={filter}
            onChange={(value) => filterJobs(value as JobFilter)}
            data-testid="job-filter"
            data={jobFilters.map((name) => ({
              value: name,
              label: (
                <span className={styles.choice}>
                  {t(`filter.${name}`)} <span className={styles.count}>{formats.integer(counts[name])}</span>
                </span>
              ),
            }))}
          />
          <TextInput
            className={styles.search}
            size="xs"
            leftSection={<IconSearch size={15} />}
            placeholder={t('search')}
            aria-label={t('search')}
            value={search}
            onChange={(event) => searchJobs(event.currentTarget.value)}
            data-testid="job-search"
          />
        </>
      )}
    </div>
  );
}

function SelectionTools({ selected }: { readonly selected: readonly Job[] }) {
  const { t } = useTranslation('jobs');
  const [isAsking, setAsking] = useState(false);
  const { selectJobs } = useStore.getState();
  const active = selected.filter(isActive).map((job) => job.id);
  const finished = selected.filter((job) => !isActive(job)).map((job) => job.id);
  return (
    <div className={styles.selection} data-testid="selection-tools">
      <span className={styles.selected}>{t('select.count', { count: selected.length })}</span>
      {active.length > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => void cancelJobs(active)}
          data-testid="cancel-selected"
        >
          {t('cancelSelected', { count: active.length })}
        </Button>
      )}
      {finished.length > 0 && (
        <Button
          variant="light"
          color="red"
          size="compact-sm"
          onClick={() => setAsking(true)}
          data-testid="remove-selected"
        >
          {t('removeSelected', { count: finished.length })}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('select.clear')} title={t('select.clear')} onClick={() => selectJobs([])} />
      <RemoveDialog
        count={finished.length}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onRemove={() => void removeJobs(finished)}
      />
    </div>
  );
}

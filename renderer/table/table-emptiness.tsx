import { Button, Skeleton } from '@mantine/core';
import { IconFilterOff, IconTableOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isWholeTable } from '../../contract/table-view.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import styles from './table-view.module.css';
import type { TableSnapshot } from './view/table-model.ts';

interface TableEmptinessProps {
  readonly snapshot: TableSnapshot;
  readonly onClear: () => void;
}

/** What stands where no rows are: they are on their way, cannot be had, are filtered away, or there are none. */
export function TableEmptiness({ snapshot, onClear }: TableEmptinessProps) {
  const { t } = useTranslation('table');
  if (snapshot.state === 'opening') {
    return (
      <div className={styles.skeleton} aria-busy="true">
        <Skeleton height={36} radius="sm" />
        <Skeleton height={280} radius="sm" />
      </div>
    );
  }
  if (snapshot.fault) {
    return (
      <div className={styles.quiet}>
        <FaultNotice fault={snapshot.fault} />
      </div>
    );
  }
  const isFiltered = !isWholeTable({ ...snapshot.shownView, sort: [] });
  return (
    <div className={styles.empty}>
      {isFiltered ? (
        <EmptyState
          icon={<IconFilterOff size={24} stroke={1.5} />}
          title={t('none.matches')}
          text={t('none.matchesText')}
          action={
            <Button variant="default" size="sm" onClick={onClear} data-testid="clear-filters">
              {t('filter.clearAll')}
            </Button>
          }
        />
      ) : (
        <EmptyState icon={<IconTableOff size={24} stroke={1.5} />} title={t('none.rows')} />
      )}
    </div>
  );
}

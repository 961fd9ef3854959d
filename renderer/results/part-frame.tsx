import { Button, Skeleton } from '@mantine/core';
import { IconHourglass, IconMoodEmpty } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import styles from './results.module.css';
import type { ResultPart } from './use-result-part.ts';

interface PartFrameProps<T> {
  readonly part: ResultPart<T>;
  /** Which part, for the words said while it is not there. */
  readonly name: 'overview' | 'columns' | 'correlations' | 'rows' | 'import';
  readonly children: (value: T) => ReactNode;
}

/** A part of the result where there is one; else, quietly, why there is none yet. */
export function PartFrame<T>({ part, name, children }: PartFrameProps<T>) {
  const { t } = useTranslation('results');
  const { t: app } = useTranslation('app');
  if (part.state === 'ready') return children(part.value);
  if (part.state === 'loading') return <PartSkeleton />;
  if (part.state === 'fault') {
    const again = (
      <Button size="xs" variant="default" onClick={part.tryAgain}>
        {app('action.tryAgain')}
      </Button>
    );
    return (
      <div className={styles.padded}>
        <FaultNotice fault={part.fault} action={again} />
      </div>
    );
  }
  const isWaiting = part.state === 'waiting';
  return (
    <EmptyState
      icon={isWaiting ? <IconHourglass size={24} stroke={1.5} /> : <IconMoodEmpty size={24} stroke={1.5} />}
      title={t(isWaiting ? 'waiting.title' : 'absent.title')}
      text={isWaiting ? t(`waiting.${name}`) : t('absent.text')}
    />
  );
}

function PartSkeleton() {
  return (
    <div className={styles.skeleton} aria-busy="true">
      <Skeleton height={84} radius="md" />
      <Skeleton height={220} radius="md" />
      <Skeleton height={120} radius="md" />
    </div>
  );
}

import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import type { TableSnapshot } from '../view/table-model.ts';
import styles from './table-bar.module.css';

/** What is done sooner than this needs no line that comes and goes. */
const quietMs = 250;

interface ProgressLineProps {
  readonly snapshot: TableSnapshot;
  readonly onTryAgain: () => void;
}

/** How far the reading of the file, or the making of the view, has come; or why the view cannot be had. */
export function ProgressLine({ snapshot, onTryAgain }: ProgressLineProps) {
  const { t } = useTranslation('table');
  const { t: app } = useTranslation('app');
  const { integer, percent } = useFormats();
  const { state, progress, making, viewFault, estimatedRows } = snapshot;
  const isAtWork = state === 'reading' || making !== null;
  const isShown = useDelayed(isAtWork);
  if (viewFault) {
    return (
      <div className={styles.progressFault}>
        <FaultNotice
          fault={viewFault}
          action={
            <Button size="xs" variant="default" onClick={onTryAgain}>
              {app('action.tryAgain')}
            </Button>
          }
        />
      </div>
    );
  }
  if (!isShown) return null;
  const fraction = making ?? progress?.fraction ?? 0;
  const rows = progress?.rowsDone ?? null;
  const words =
    making !== null
      ? t('progress.view')
      : rows === null
        ? t('progress.opening')
        : estimatedRows === null || estimatedRows < rows
          ? t('progress.reading', { rows: integer(rows) })
          : t('progress.readingOf', { rows: integer(rows), total: integer(estimatedRows) });
  return (
    <div className={styles.progress} role="status" data-testid="table-progress">
      <Progress size="sm" radius="xl" value={fraction * 100} aria-label={words} transitionDuration={200} />
      <span>{words}</span>
      <span className="figures">{percent(fraction, 0)}</span>
    </div>
  );
}

function useDelayed(isOn: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOn) return setLate(false);
    const timer = setTimeout(() => setLate(true), quietMs);
    return () => clearTimeout(timer);
  }, [isOn]);
  return isOn && isLate;
}

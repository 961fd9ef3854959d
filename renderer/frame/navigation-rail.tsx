import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconCalendarClock,
  IconDatabase,
  IconListDetails,
  IconSchool,
  IconSettings,
  IconTablePlus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenName } from '../store/navigation-slice.ts';
import { useStore } from '../store/store.ts';
import { AppMark } from './app-mark.tsx';
import styles from './navigation-rail.module.css';

/** The way between the screens; the jobs in work are counted on it. */
export function NavigationRail() {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 1040px)', false, { getInitialValueInEffect: false });
  const screen = useStore((state) => state.screen);
  const runningCount = useStore((state) => state.jobCounts?.running ?? 0);
  const shared = { isNarrow, screen };
  return (
    <nav className={styles.rail} data-narrow={isNarrow || undefined} aria-label={t('nav.label')}>
      <div className={styles.brand}>
        <AppMark size={28} />
        {!isNarrow && <span className={styles.name}>{t('name')}</span>}
      </div>
      <RailButton
        {...shared}
        to="start"
        isHere={screen === 'start' || screen === 'table'}
        label={t('nav.start')}
        icon={<IconTablePlus size={19} stroke={1.6} />}
      />
      <RailButton
        {...shared}
        to="jobs"
        isHere={screen === 'jobs' || screen === 'job' || screen === 'result'}
        label={t('nav.jobs')}
        icon={<IconListDetails size={19} stroke={1.6} />}
        count={runningCount}
        countLabel={t('nav.running', { count: runningCount })}
      />
      <RailButton {...shared} to="models" label={t('nav.models')} icon={<IconSchool size={19} stroke={1.6} />} />
      <RailButton {...shared} to="library" label={t('nav.library')} icon={<IconDatabase size={19} stroke={1.6} />} />
      <RailButton
        {...shared}
        to="timetable"
        label={t('nav.timetable')}
        icon={<IconCalendarClock size={19} stroke={1.6} />}
      />
      <div className={styles.gap} />
      <RailButton {...shared} to="settings" label={t('nav.settings')} icon={<IconSettings size={19} stroke={1.6} />} />
    </nav>
  );
}

interface RailButtonProps {
  readonly to: Exclude<ScreenName, 'job' | 'result' | 'table'>;
  readonly label: string;
  readonly icon: ReactNode;
  readonly screen: ScreenName;
  readonly isHere?: boolean;
  readonly isNarrow: boolean;
  readonly count?: number;
  readonly countLabel?: string;
}

function RailButton({
  to,
  label,
  icon,
  screen,
  isHere = screen === to,
  isNarrow,
  count = 0,
  countLabel,
}: RailButtonProps) {
  const goTo = useStore((state) => state.goTo);
  return (
    <Tooltip label={label} position="right" disabled={!isNarrow}>
      <button
        type="button"
        className={styles.button}
        aria-current={isHere ? 'page' : undefined}
        aria-label={count > 0 ? `${label}, ${countLabel}` : label}
        data-testid={`nav-${to}`}
        onClick={() => goTo(to)}
      >
        {icon}
        {!isNarrow && <span className={styles.label}>{label}</span>}
        {count > 0 && (
          // The button's name tells it already.
          <span className={styles.count} title={countLabel} aria-hidden>
            {count}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

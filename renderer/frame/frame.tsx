import { Suspense, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useJobsFeed } from '../jobs/feed/use-jobs-feed.ts';
import { JobsScreen } from '../jobs/jobs-screen.tsx';
import { JobPage } from '../jobs/page/job-page.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { DropOverlay } from '../start/drop-overlay.tsx';
import { StartScreen } from '../start/start-screen.tsx';
import { useStore } from '../store/store.ts';
import { TimetableScreen } from '../timetable/timetable-screen.tsx';
import { FolderNotices } from '../upkeep/folder-notices.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './frame.module.css';
import { screenId, useScreenFocus } from './free-focus.ts';
import { LibraryScreen, loadWhenIdle, ModelsScreen, ResultScreen, TableScreen } from './lazy-screens.ts';
import { NavigationRail } from './navigation-rail.tsx';
import { Notices } from './notices.tsx';
import { useShellWishes } from './use-shell-wishes.tsx';

/** The rail on the left and the screen beside it; files may be dropped anywhere. */
export function Frame() {
  useJobsFeed();
  useShellWishes();
  useEffect(loadWhenIdle, []);
  const wantedScreen = useStore((state) => state.screen);
  const wantedJobId = useStore((state) => state.jobId);
  const wantedTable = useStore((state) => state.table);
  const wanted = useMemo(
    () => ({ screen: wantedScreen, jobId: wantedJobId, table: wantedTable }),
    [wantedScreen, wantedJobId, wantedTable],
  );
  // Drawn in slices: a full screen does not hold the window, the one before stays until it is there.
  const shown = useDeferredValue(wanted);
  const { screen, jobId, table } = shown;
  const place = useRef<HTMLElement>(null);
  useScreenFocus(place, shown);
  return (
    <div className={styles.frame}>
      <NavigationRail />
      <div className={styles.place}>
        <FolderNotices />
        <main ref={place} className={styles.screen} id={screenId} tabIndex={-1}>
          <ErrorBoundary key={`${screen} ${jobId}`}>
            <Suspense fallback={null}>
              {screen === 'start' && <StartScreen />}
              {screen === 'jobs' && <JobsScreen />}
              {screen === 'job' && jobId && <JobPage key={jobId} jobId={jobId} />}
              {screen === 'result' && jobId && <ResultScreen key={jobId} jobId={jobId} />}
              {screen === 'table' && table && <TableScreen table={table} />}
              {screen === 'models' && <ModelsScreen />}
              {screen === 'library' && <LibraryScreen />}
              {screen === 'timetable' && <TimetableScreen />}
              {screen === 'settings' && <SettingsScreen />}
            </Suspense>
          </ErrorBoundary>
        </main>
        <Notices />
      </div>
      <DropOverlay />
    </div>
  );
}

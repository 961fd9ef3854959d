import { lazy, Suspense } from 'react';
import { JobsScreen } from '../jobs/jobs-screen.tsx';
import { useJobsFeed } from '../jobs/use-jobs-feed.ts';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { DropOverlay } from '../start/drop-overlay.tsx';
import { StartScreen } from '../start/start-screen.tsx';
import { useStore } from '../store/store.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './frame.module.css';
import { NavigationRail } from './navigation-rail.tsx';

// Read with the first result, so that the window opens without it.
const ResultScreen = lazy(async () => ({ default: (await import('../results/result-screen.tsx')).ResultScreen }));

/** The rail on the left and the screen beside it; files may be dropped anywhere. */
export function Frame() {
  useJobsFeed();
  const screen = useStore((state) => state.screen);
  const jobId = useStore((state) => state.jobId);
  return (
    <div className={styles.frame}>
      <NavigationRail />
      <main className={styles.screen} id="screen">
        <ErrorBoundary key={`${screen} ${jobId}`}>
          <Suspense fallback={null}>
            {screen === 'start' && <StartScreen />}
            {screen === 'jobs' && <JobsScreen />}
            {screen === 'result' && jobId && <ResultScreen key={jobId} jobId={jobId} />}
            {screen === 'settings' && <SettingsScreen />}
          </Suspense>
        </ErrorBoundary>
      </main>
      <DropOverlay />
    </div>
  );
}

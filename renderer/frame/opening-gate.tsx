import { Button, Loader, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import { callFault, client } from '../bridge/client.ts';
import { showLocale } from '../locale/locale.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { localeFor } from '../store/settings-slice.ts';
import { useStore } from '../store/store.ts';
import { AppMark } from './app-mark.tsx';
import styles from './opening-gate.module.css';

/** Opening that is quicker than this shows nothing, so that a fast start does not flicker. */
const patienceMs = 350;
const slowMs = 8_000;

/** Waits for the engine's first answer (the settings), applies language and theme, then shows what is inside. */
export function OpeningGate({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<FaultData | null>(null);
  const takeSettings = useStore((state) => state.takeSettings);

  const open = useCallback(() => {
    setFault(null);
    client.settings.getSettings().then(
      ({ systemLocale, ...settings }) => {
        takeSettings(settings, systemLocale);
        setOpen(true);
      },
      (error: unknown) => setFault(callFault(error)),
    );
  }, [takeSettings]);
  useEffect(open, [open]);
  useAppliedSettings(isOpen);

  if (isOpen) return children;
  return <OpeningPage fault={fault} onAgain={open} />;
}

/** Keeps the language and the theme on screen those of the settings. */
function useAppliedSettings(isOpen: boolean) {
  const settings = useStore((state) => state.settings);
  const systemLocale = useStore((state) => state.systemLocale);
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  useEffect(() => {
    if (!isOpen) return;
    showLocale(localeFor(settings, systemLocale));
    setColorScheme(settings.theme === 'system' ? 'auto' : settings.theme);
  }, [isOpen, settings, systemLocale, setColorScheme]);
}

function OpeningPage({ fault, onAgain }: { readonly fault: FaultData | null; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const waitedMs = useWaited([patienceMs, slowMs]);
  if (!fault && waitedMs < patienceMs) return null;
  return (
    <main className={styles.page} aria-busy={!fault} data-testid="opening-page">
      <AppMark size={44} />
      {fault ? (
        <>
          <h1 className={styles.title}>{t('opening.failed')}</h1>
          <FaultNotice fault={fault} action={<Button onClick={onAgain}>{t('action.tryAgain')}</Button>} />
        </>
      ) : (
        <>
          <h1 className={styles.title}>{t('opening.title')}</h1>
          <Loader size="sm" type="dots" />
          <p className={styles.slow}>{waitedMs >= slowMs && t('opening.slow')}</p>
        </>
      )}
    </main>
  );
}

/** The last of `marks` (milliseconds) that has passed since the first drawing; 0 before the first. */
function useWaited(marks: readonly number[]): number {
  const [waitedMs, setWaitedMs] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marks are constants; the clock starts once.
  useEffect(() => {
    const timers = marks.map((mark) => setTimeout(() => setWaitedMs(mark), mark));
    return () => timers.forEach(clearTimeout);
  }, []);
  return waitedMs;
}

import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useEffect } from 'react';
import type { ShellWish } from '../../contract/desktop.ts';
import { client } from '../bridge/client.ts';
import { showBatch } from '../jobs/show-submitted.ts';
import { takeAnswers } from '../start/choose-files.ts';
import { useStore } from '../store/store.ts';

/** Long enough not to spin where the shell cannot be followed. */
const againMs = 5_000;

/** Goes where the shell asks the window to go, such as to the job whose notification was clicked. */
export function useShellWishes(): void {
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = async () => {
      try {
        const wishes = await client.desktop.followShell(undefined, { signal: stop.signal });
        for await (const wish of wishes) fulfil(wish);
      } catch {
        // There is nothing to tell: the screens work without it.
      }
      if (!stop.signal.aborted) timer = setTimeout(follow, againMs);
    };
    void follow();
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, []);
}

function fulfil(wish: ShellWish): void {
  const { goTo, openJob } = useStore.getState();
  if (wish.type === 'showJob') openJob(wish.jobId);
  else if (wish.type === 'showBatch') showBatch({ id: wish.batchId, name: wish.name });
  else if (wish.type === 'tellReloaded') tellReloaded();
  else if (wish.type === 'openFiles') takeAnswers(wish.answers);
  else goTo('jobs');
}

function tellReloaded(): void {
  notifications.show({
    color: 'yellow',
    title: i18next.t('reloaded.title'),
    message: <span data-testid="page-reloaded">{i18next.t('reloaded.text')}</span>,
    autoClose: 20_000,
  });
}

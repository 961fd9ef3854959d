import { useCallback, useEffect, useRef, useState } from 'react';
import { callFault, client, isAborted } from '../bridge/client.ts';
import { useStore } from '../store/store.ts';

interface RunningQuery {
  readonly isRunning: boolean;
  /** Runs a text in place of what is running. */
  readonly run: (sql: string) => void;
  readonly stop: () => void;
}

/** Runs queries one at a time; how the last one ended stands in the store, so that it is there when one comes back. */
export function useQuery(onEnded: () => void): RunningQuery {
  const setOutcome = useStore((state) => state.setQueryOutcome);
  const [isRunning, setRunning] = useState(false);
  const current = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    current.current?.abort();
    current.current = null;
    setRunning(false);
  }, []);
  useEffect(() => stop, [stop]);
  const run = useCallback(
    (sql: string) => {
      if (sql.trim() === '') return;
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      setRunning(true);
      const isCurrent = () => current.current === controller;
      client.library
        .runQuery({ sql }, { signal: controller.signal })
        .then(
          (result) => isCurrent() && setOutcome({ state: 'found', sql, result }),
          (error: unknown) => {
            if (isCurrent() && !isAborted(error)) setOutcome({ state: 'fault', sql, fault: callFault(error) });
          },
        )
        .finally(() => {
          if (!isCurrent()) return;
          current.current = null;
          setRunning(false);
          onEnded();
        });
    },
    [setOutcome, onEnded],
  );
  return { isRunning, run, stop };
}

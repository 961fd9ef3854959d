import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FaultData } from '../../contract/faults.ts';
import { callFault, isAborted } from '../bridge/client.ts';

export interface Answer<T> {
  /** The last answer; null before the first. */ readonly answer: T | null;
  /** Why the last call failed; null when it did not. */
  readonly fault: FaultData | null;
  /** Asks again. */
  readonly refresh: () => void;
  /** Shows another answer until the next one comes, such as that of a change. */
  readonly put: (answer: T) => void;
}

/**
 * What `ask` answers, asked again whenever `ask` is another function and, with `everyMs`, from time to time while the
 * window is seen.
 */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>, everyMs?: number): Answer<T> {
  const [state, setState] = useState<{ answer: T | null; fault: FaultData | null }>({ answer: null, fault: null });
  const [turn, setTurn] = useState(0);
  // A change that was put here is newer than an answer that was already on its way.
  const version = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again.
  useEffect(() => {
    const stop = new AbortController();
    const asked = version.current;
    ask(stop.signal).then(
      (answer) => {
        if (stop.signal.aborted || asked !== version.current) return;
        // A long list is drawn in slices.
        startTransition(() => setState({ answer, fault: null }));
      },
      (error: unknown) => {
        if (stop.signal.aborted || isAborted(error)) return;
        setState(({ answer }) => ({ answer, fault: callFault(error) }));
      },
    );
    return () => stop.abort();
  }, [ask, turn]);

  const refresh = useCallback(() => setTurn((last) => last + 1), []);
  const put = useCallback((answer: T) => {
    version.current += 1;
    setState({ answer, fault: null });
  }, []);
  useEffect(() => {
    if (everyMs === undefined) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refresh]);
  return useMemo(() => ({ ...state, refresh, put }), [state, refresh, put]);
}

import { useEffect, useState } from 'react';

/** The time, told anew every second while `untilMs` lies ahead; null: it does not matter. */
export function useNow(untilMs: number | null): number {
  const [nowMs, setNowMs] = useState(Date.now);
  const isAhead = untilMs !== null && untilMs > nowMs;
  useEffect(() => {
    if (!isAhead) return;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isAhead]);
  return nowMs;
}

import { useEffect, useRef, useState } from 'react';

/** So far before its end is seen the list grows. */
const aheadPx = '600px';

/** How many of `total` entries are drawn: the first `step`, and as many more each time the mark behind them comes near. */
export function useGrowingList<Mark extends HTMLElement>(total: number, step: number) {
  const [count, setCount] = useState(step);
  const mark = useRef<Mark>(null);
  const isWhole = count >= total;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a mark that is still near after the list grew is told of again.
  useEffect(() => {
    const element = mark.current;
    if (!element || isWhole) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setCount((before) => before + step),
      { rootMargin: aheadPx },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [count, isWhole]);
  return { count: Math.min(count, total), mark, isWhole };
}

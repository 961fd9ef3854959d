import { Children, type ReactNode, startTransition, useEffect, useState } from 'react';

interface InTurnsProps {
  readonly children: ReactNode;
}

/**
 * Draws its children one after another, each in a turn of its own, so that a form of many fields does not hold the window. A dialog
 * stays unseen until its last one is there (tokens.css). Children that come later are drawn at once.
 */
export function InTurns({ children }: InTurnsProps) {
  const parts = Children.toArray(children);
  // Drawn as text, without a window, all of it at once.
  const [count, setCount] = useState(typeof document === 'undefined' ? Number.POSITIVE_INFINITY : 0);
  const isWhole = count >= parts.length;
  useEffect(() => {
    if (count === Number.POSITIVE_INFINITY) return;
    startTransition(() => setCount(isWhole ? Number.POSITIVE_INFINITY : count + 1));
  }, [count, isWhole]);
  return (
    <>
      {parts.slice(0, count)}
      {!isWhole && <span className="unfinished" hidden />}
    </>
  );
}

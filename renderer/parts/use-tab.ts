import { startTransition, useCallback, useState } from 'react';

/** Which tab is shown, and how another one is: in slices, so that a full tab does not hold the window while it is drawn. */
export function useTab<Name extends string>(first: Name): readonly [Name, (name: Name) => void] {
  const [tab, setTab] = useState(first);
  return [tab, useCallback((name) => startTransition(() => setTab(name)), [])];
}

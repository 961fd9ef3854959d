import { type RefObject, useEffect, useRef } from 'react';

/** The element that holds the screens. */
export const screenId = 'screen';

/** Whether nothing in particular has the focus, such as after what had it went away with its screen. */
export function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.id === screenId;
}

/** Hands the focus to the screen when another one has come and what had it is gone, so that Tab goes on there. */
export function useScreenFocus(element: RefObject<HTMLElement | null>, shown: unknown): void {
  const former = useRef(shown);
  useEffect(() => {
    if (former.current === shown) return;
    former.current = shown;
    if (isFocusFree()) element.current?.focus({ preventScroll: true });
  }, [element, shown]);
}

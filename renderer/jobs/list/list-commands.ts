/** What a key asks of the list. */
export type ListCommand =
  | { readonly kind: 'move'; readonly by: Step; readonly extends: boolean }
  | { readonly kind: 'reorder'; readonly by: 1 | -1 }
  | { readonly kind: ListAct };

export type Step = 'next' | 'previous' | 'pageDown' | 'pageUp' | 'first' | 'last';

type ListAct =
  | ('open' | 'details' | 'toggle' | 'selectAll' | 'clear' | 'unfold' | 'fold' | 'menu')
  | ('remove' | 'pause' | 'raise' | 'lower' | 'redrive' | 'search' | 'keys');

export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
  Home: 'first',
  End: 'last',
};

const plainActs: Readonly<Record<string, ListAct>> = {
  Enter: 'open',
  ' ': 'toggle',
  i: 'details',
  Escape: 'clear',
  ArrowRight: 'unfold',
  ArrowLeft: 'fold',
  ContextMenu: 'menu',
  Delete: 'remove',
  Backspace: 'remove',
  p: 'pause',
  '+': 'raise',
  '=': 'raise',
  '-': 'lower',
  _: 'lower',
  r: 'redrive',
  '/': 'search',
  '?': 'keys',
};

/** The command of a key; null when the list does not listen to it. */
export function commandOf(pressed: PressedKey): ListCommand | null {
  const { shiftKey, altKey } = pressed;
  const isControl = pressed.ctrlKey || pressed.metaKey;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (altKey) {
    if (isControl || (key !== 'ArrowUp' && key !== 'ArrowDown')) return null;
    return { kind: 'reorder', by: key === 'ArrowDown' ? 1 : -1 };
  }
  const step = steps[key];
  if (step && !isControl) return { kind: 'move', by: step, extends: shiftKey };
  if (isControl) {
    if (key === 'a') return { kind: 'selectAll' };
    if (key === 'Enter') return { kind: 'details' };
    return key === 'f' ? { kind: 'search' } : null;
  }
  if (shiftKey && key === 'F10') return { kind: 'menu' };
  const act = plainActs[key];
  return act ? { kind: act } : null;
}

/** The line a step leads to. */
export function stepFrom(index: number, by: Step, count: number, pageLines: number): number {
  const page = Math.max(1, pageLines - 1);
  const to = {
    next: index + 1,
    previous: index - 1,
    pageDown: index + page,
    pageUp: index - page,
    first: 0,
    last: count - 1,
  }[by];
  return Math.min(Math.max(to, 0), count - 1);
}

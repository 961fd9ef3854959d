import type { ShellWish } from '../../contract/desktop.ts';

/** More than a person can have clicked while no window listened. */
const maxKept = 8;

/** Carries what the shell wants shown to the window, which may open only later. */
export class ShellWishes {
  #kept: ShellWish[] = [];
  /** Whoever listens now: the page that was loaded last. */
  #listener: { wake: () => void } | null = null;

  add(wish: ShellWish): void {
    this.#kept = joined(this.#kept, wish).slice(-maxKept);
    this.#listener?.wake();
  }

  /** Each wish once, until `signal` ends it or another one listens. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<ShellWish, void, void> {
    const listener = { wake: () => {} };
    const before = this.#listener;
    this.#listener = listener;
    before?.wake();
    const onAbort = () => listener.wake();
    signal?.addEventListener('abort', onAbort);
    try {
      while (this.#listener === listener && !signal?.aborted) {
        const wish = this.#kept.shift();
        if (wish) yield wish;
        else await new Promise<void>((resolve) => Object.assign(listener, { wake: resolve }));
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      if (this.#listener === listener) this.#listener = null;
    }
  }
}

/** `wish` behind the others; files that some systems name one by one become one wish. */
function joined(kept: readonly ShellWish[], wish: ShellWish): ShellWish[] {
  const last = kept.at(-1);
  if (last?.type !== 'openFiles' || wish.type !== 'openFiles') return [...kept, wish];
  return [...kept.slice(0, -1), { ...wish, answers: [...last.answers, ...wish.answers] }];
}

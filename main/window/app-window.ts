import type { BrowserWindow } from 'electron';

/** The app's one window, which may be hidden or not yet open. */
export class AppWindow {
  readonly #open: () => BrowserWindow;
  #window: BrowserWindow | null = null;

  constructor(open: () => BrowserWindow) {
    this.#open = open;
  }

  /** The open window; null before it is opened and after it has closed. */
  readonly current = (): BrowserWindow | null => {
    if (this.#window?.isDestroyed()) this.#window = null;
    return this.#window;
  };

  /** Opens it, or brings it back and to the front. */
  readonly show = (): void => {
    const window = this.current();
    if (!window) {
      this.#window = this.#open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  /** Opens it in the taskbar only, where nothing else would show that the app runs. */
  readonly openMinimized = (): void => {
    this.show();
    this.#window?.minimize();
  };
}

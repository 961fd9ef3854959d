import { app, type BrowserWindow, powerMonitor } from 'electron';

interface LifeCycleParts {
  /** Asks the person, if there is a reason to; false keeps the app open. */
  readonly mayQuit: () => Promise<boolean>;
  /** Whether the app goes on in the tray once its window is hidden. */
  readonly isStaying: () => Promise<boolean>;
  /** Whether it can stay at all: the window is hidden at once then, before it is known whether it does. */
  readonly canStay: () => boolean;
  readonly onStaying: () => void;
  readonly showWindow: () => void;
  /** Closes what must be closed in order. */
  readonly close: () => Promise<void>;
}

/** How long the threads may take to let go before the process ends without them: unfinished jobs are kept on disk. */
const closeTimeoutMs = 5_000;

/** Decides what becomes of a closed window and when the app ends, and ends it in order. */
export class LifeCycle {
  readonly #parts: LifeCycleParts;
  /** True once the system or the person has decided that the app ends. */
  #isDecided = false;
  #isAsking = false;
  #isClosing = false;

  constructor(parts: LifeCycleParts) {
    this.#parts = parts;
    const decideAndQuit = () => {
      this.#isDecided = true;
      app.quit();
    };
    process.on('SIGTERM', decideAndQuit);
    process.on('SIGINT', decideAndQuit);
    powerMonitor.on('shutdown', decideAndQuit);
    app.on('before-quit', (event) => {
      if (this.#isDecided) return;
      event.preventDefault();
      void this.#askAndQuit();
    });
    // A page that closes itself takes its window with it, without the question below.
    app.on('window-all-closed', () => void this.#stayOrQuit());
    app.on('will-quit', (event) => this.#closeInOrder(event));
  }

  /** Closing `window` hides it, or quits the app. */
  manage(window: BrowserWindow): void {
    window.on('session-end', () => {
      this.#isDecided = true;
    });
    window.on('close', (event) => {
      if (this.#isDecided) return;
      event.preventDefault();
      void this.#hideOrQuit(window);
    });
  }

  async #hideOrQuit(window: BrowserWindow): Promise<void> {
    if (this.#parts.canStay()) window.hide();
    await this.#stayOrQuit();
  }

  async #stayOrQuit(): Promise<void> {
    const isStaying = !this.#isDecided && this.#parts.canStay() && (await this.#parts.isStaying());
    if (isStaying) this.#parts.onStaying();
    else app.quit();
  }

  async #askAndQuit(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      this.#isDecided = await this.#parts.mayQuit();
    } finally {
      this.#isAsking = false;
    }
    if (this.#isDecided) app.quit();
    else this.#parts.showWindow();
  }

  #closeInOrder(event: { preventDefault: () => void }): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    event.preventDefault();
    const end = () => app.exit(0);
    setTimeout(end, closeTimeoutMs);
    this.#parts.close().then(end, (error) => {
      console.error(error);
      end();
    });
  }
}

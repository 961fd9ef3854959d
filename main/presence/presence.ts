import { app, type BrowserWindow, powerSaveBlocker } from 'electron';
import type { Job, JobEvent } from '../../contract/jobs.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Locale } from '../../contract/texts.ts';
import type { DesktopServices } from './session-bus.ts';
import { idleState, type ShellState, shellStateAfter, withRunning } from './shell-state.ts';
import { createSleepBlock } from './sleep-block.ts';
import { taskbarLook } from './taskbar.ts';
import { type Telling, TellingCollector } from './tellings.ts';
import { type AppTray, openTray } from './tray.ts';
import { type TrayAction, trayMenu, trayTip } from './tray-menu.ts';

interface PresenceParts {
  readonly services: DesktopServices;
  readonly trayImageFile: string;
  readonly window: () => BrowserWindow | null;
  readonly settings: () => Settings;
  readonly locale: () => Locale;
  readonly onAction: (action: TrayAction) => void;
  readonly onTelling: (telling: Telling) => void;
}

/** The tray, the taskbar and the rest are drawn at most so often. */
const drawEveryMs = 500;
/** What ends together is told together. */
const gatherMs = 1_500;

/** What the desktop shows of the jobs outside the window: tray, taskbar, badge, notifications, and the sleep it holds off. */
export class Presence {
  readonly #parts: PresenceParts;
  readonly #tellings = new TellingCollector(Date.now);
  readonly #blockSleep = createSleepBlock(powerSaveBlocker);
  #state: ShellState = idleState;
  #tray: AppTray | null = null;
  #drawing: NodeJS.Timeout | null = null;
  #gathering: NodeJS.Timeout | null = null;
  #drawnBar = '';
  #isClosed = false;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    this.#draw();
  }

  readonly hear = (event: JobEvent): void => {
    this.#state = shellStateAfter(this.#state, event);
    if (this.#tellings.hear(event)) this.#gathering ??= setTimeout(() => this.#tell(), gatherMs);
    this.refresh();
  };

  readonly takeRunning = (jobs: readonly Job[]): void => {
    this.#state = withRunning(this.#state, jobs);
    this.refresh();
  };

  /** Draws everything anew in a moment: the settings or the language may be others. */
  refresh(): void {
    if (this.#isClosed) return;
    this.#drawing ??= setTimeout(() => {
      this.#drawing = null;
      this.#draw();
    }, drawEveryMs);
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of [this.#drawing, this.#gathering]) if (timer) clearTimeout(timer);
    this.#blockSleep(false);
    this.#tray?.remove();
    this.#tray = null;
  }

  #draw(): void {
    const settings = this.#parts.settings();
    this.#blockSleep(settings.isBlockingSleep && this.#state.counts.running > 0);
    this.#drawTray(settings);
    this.#drawTaskbar();
  }

  #drawTray({ staysInTray }: Settings): void {
    const { services, trayImageFile, onAction, locale } = this.#parts;
    if (staysInTray && services.hasTray) this.#tray ??= openTray(trayImageFile, onAction);
    else {
      this.#tray?.remove();
      this.#tray = null;
    }
    this.#tray?.show(trayMenu(this.#state, locale()), trayTip(this.#state, locale()));
  }

  #drawTaskbar(): void {
    const window = this.#parts.window();
    const look = taskbarLook(this.#state);
    const wanted = JSON.stringify([look, window?.id]);
    if (wanted === this.#drawnBar) return;
    this.#drawnBar = wanted;
    window?.setProgressBar(look.fraction, { mode: look.mode });
    app.setBadgeCount(look.badge);
  }

  #tell(): void {
    this.#gathering = null;
    const tellings = this.#tellings.take(this.#parts.locale());
    const isInFront = this.#parts.window()?.isFocused() ?? false;
    if (isInFront || !this.#parts.services.hasNotifications || !this.#parts.settings().isNotifying) return;
    for (const telling of tellings) this.#parts.onTelling(telling);
  }
}

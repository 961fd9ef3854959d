import path from 'node:path';
import { app, powerMonitor } from 'electron';
import type { OpenedFiles } from './files/opened-files.ts';
import { type Host, openHost } from './host.ts';
import { isHiddenStart, type LaunchOptions } from './launch-options.ts';
import { LifeCycle } from './life-cycle.ts';
import { followJobs } from './presence/follow-jobs.ts';
import { notify } from './presence/notifications.ts';
import { Presence } from './presence/presence.ts';
import { type DesktopServices, findDesktopServices } from './presence/session-bus.ts';
import { ShellWishes } from './presence/shell-wishes.ts';
import type { TrayAction } from './presence/tray-menu.ts';
import { lookAtWork } from './presence/work-at-hand.ts';
import { localeOfSettings } from './settings/settings-procedures.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { AppWindow } from './window/app-window.ts';
import { setApplicationMenu } from './window/application-menu.ts';
import { openMainWindow } from './window/main-window.ts';
import { askBeforeQuitting } from './window/quit-question.ts';
import { shellText } from './window/shell-texts.ts';

interface ShellParts {
  readonly options: LaunchOptions;
  readonly store: SettingsStore;
  readonly places: { readonly preloadFile: string; readonly imagesFolder: string; readonly examplesFolder: string };
  /** What the system wants opened. */
  readonly opened: OpenedFiles;
}

/** Panels on Linux are of any height and scale what they are given. */
const trayImages: Readonly<Record<string, string>> = { darwin: 'trayTemplate.png', win32: 'tray.png' };

/** Opens the engine and everything the person sees of it. Throws the engine's faults of a start. */
export async function runShell({ opened, ...parts }: ShellParts): Promise<void> {
  const services = findDesktopServices(process.platform, process.env);
  const shell = new Shell(parts);
  await shell.openEngine();
  const found = await services;
  shell.open({ ...found, hasTray: parts.options.hasTray ?? found.hasTray });
  opened.handTo(shell.openFiles);
}

/** The window, the tray and the engine, and how they hang together. */
class Shell {
  readonly #options: LaunchOptions;
  readonly #store: SettingsStore;
  readonly #places: ShellParts['places'];
  readonly #wishes = new ShellWishes();
  readonly #stop = new AbortController();
  readonly #window: AppWindow;
  readonly #quitAnswers: string[];
  #services: DesktopServices = { hasTray: false, hasNotifications: false };
  #host: Host | null = null;
  #presence: Presence | null = null;
  #lifeCycle: LifeCycle | null = null;

  constructor({ options, store, places }: Omit<ShellParts, 'opened'>) {
    this.#options = options;
    this.#store = store;
    this.#places = places;
    this.#quitAnswers = [...options.quitAnswers];
    this.#window = new AppWindow(() => this.#openWindow());
  }

  async openEngine(): Promise<void> {
    this.#host = await openHost({
      options: this.#options,
      store: this.#store,
      examplesFolder: this.#places.examplesFolder,
      wishes: this.#wishes,
      window: this.#window.current,
      locale: this.#locale,
      onSettingsChanged: () => {
        setApplicationMenu(this.#locale());
        this.#presence?.refresh();
      },
    });
  }

  /** Shows the app where `services` of the desktop allow it; the engine is open. */
  open(services: DesktopServices): void {
    const host = this.#host;
    if (!host) return;
    this.#services = services;
    this.#lifeCycle = this.#manageLife(host);
    this.#presence = this.#openPresence(host);
    void this.#followEngine(host, this.#presence);
    setApplicationMenu(this.#locale());
    app.on('second-instance', (_event, argv) => {
      if (!isHiddenStart(argv)) this.#window.show();
    });
    app.on('activate', this.#window.show);
    powerMonitor.on('resume', host.lookAtClock);
    if (!this.#options.isHidden) this.#window.show();
    else if (!this.#canStay()) this.#window.openMinimized();
  }

  /** Puts files on the start screen, as if they were dropped there. */
  readonly openFiles = (files: readonly string[]): void => {
    this.#host?.ticketsFor(files).then((answers) => {
      this.#wishes.add({ type: 'openFiles', answers });
      this.#window.show();
    }, report);
  };

  readonly #locale = () => localeOfSettings(this.#store.settings());
  readonly #canStay = () => this.#services.hasTray && this.#store.settings().staysInTray;

  #openWindow() {
    const window = openMainWindow({
      preloadFile: this.#places.preloadFile,
      iconFile: path.join(this.#places.imagesFolder, 'icon-256.png'),
      remembered: this.#store.rememberedWindow(),
      remember: this.#store.rememberWindow,
      locale: this.#locale,
      onReloaded: () => this.#wishes.add({ type: 'tellReloaded' }),
    });
    this.#lifeCycle?.manage(window);
    return window;
  }

  #manageLife(host: Host): LifeCycle {
    const work = lookAtWork(host.client);
    return new LifeCycle({
      canStay: this.#canStay,
      isStaying: work.goesOn,
      mayQuit: async () => {
        const interrupted = await work.interrupted();
        if (!this.#options.isAskingBeforeQuit || interrupted.running + interrupted.waiting === 0) return true;
        const given = this.#quitAnswers.shift();
        if (given !== undefined) return given === 'quit';
        const window = this.#window.current();
        return askBeforeQuitting(window?.isVisible() ? window : null, interrupted, this.#locale());
      },
      onStaying: () => this.#tellOfTray(),
      showWindow: this.#window.show,
      close: async () => {
        this.#stop.abort();
        this.#presence?.close();
        await host.close();
      },
    });
  }

  #openPresence(host: Host): Presence {
    return new Presence({
      services: this.#services,
      trayImageFile: path.join(this.#places.imagesFolder, trayImages[process.platform] ?? 'icon-48.png'),
      window: this.#window.current,
      settings: this.#store.settings,
      locale: this.#locale,
      onAction: (action) => this.#act(host, action),
      onTelling: ({ title, body, wish }) =>
        notify({ title, body }, () => {
          this.#wishes.add(wish);
          this.#window.show();
        }),
    });
  }

  #act({ client }: Host, action: TrayAction): void {
    switch (action.type) {
      case 'quit':
        app.quit();
        return;
      case 'pauseQueue':
      case 'resumeQueue':
        client.jobs[action.type]().catch(report);
        return;
      case 'showJob':
        this.#wishes.add(action);
    }
    this.#window.show();
  }

  /** Once in the life of an installation: where the app went, and how to have it otherwise. */
  #tellOfTray(): void {
    if (!this.#services.hasNotifications || this.#store.hasToldOfTray()) return;
    this.#store.rememberToldOfTray();
    const locale = this.#locale();
    notify({ title: shellText('toldStaying', locale), body: shellText('toldStayingBody', locale) }, this.#window.show);
  }

  #followEngine({ client }: Host, presence: Presence): Promise<void> {
    const source = {
      watch: (signal: AbortSignal) => client.jobs.watchJobs(undefined, { signal }),
      listRunning: async () => (await client.jobs.listJobs({ states: ['running'], limit: 100, offset: 0 })).jobs,
    };
    return followJobs(
      source,
      { onEvent: presence.hear, onRunning: presence.takeRunning, onTrouble: report },
      this.#stop.signal,
    );
  }
}

function report(error: unknown): void {
  console.error(error);
}

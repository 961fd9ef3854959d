import {
  defaultEngineSettings,
  type EngineSettings,
  type EngineSettingsChange,
  engineSettingsSchema,
} from '../../contract/upkeep.ts';
import type { FactRepository } from '../archive/fact-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import { checkWebhookAddress } from '../timetable/deliveries/webhook-address.ts';
import type { Audit } from './audit.ts';

const settingsFact = 'engineSettings';
const secretFact = 'webhookSecret';

/** Whom to call when a batch has ended, and with which key the call is signed. */
export interface WebhookTarget {
  readonly url: string;
  /** null: the call is not signed. */
  readonly secret: string | null;
}

/**
 * How the engine of one data folder works. The settings lie in the archive, so every process on the folder keeps to the
 * same ones; `refresh` takes over what another process changed.
 *
 * The webhook's secret lies in the archive too, whose files only their owner may read. It is never given out through the
 * contract.
 */
export class EngineSettingsStore {
  readonly #archive: Archive;
  readonly #facts: FactRepository;
  readonly #audit: Audit;
  readonly #listeners = new Set<(settings: EngineSettings) => void>();
  #text: string | null;
  #current: EngineSettings;

  constructor(archive: Archive, audit: Audit) {
    this.#archive = archive;
    this.#facts = archive.facts;
    this.#audit = audit;
    this.#text = this.#facts.readText(settingsFact);
    this.#current = settingsIn(this.#text);
  }

  /** The settings as this process knows them: at most one refresh old. Costs nothing. */
  current(): EngineSettings {
    return this.#current;
  }

  webhook(): WebhookTarget | null {
    const url = this.#current.webhook?.url;
    return url === undefined ? null : { url, secret: this.#facts.read<string>(secretFact) };
  }

  /**
   * Changes what `change` names and leaves the rest. A webhook whose `secret` is null keeps the secret there is.
   * Throws WEBHOOK_REFUSED for a web address that nothing may be sent to.
   */
  change(change: EngineSettingsChange, actor: string): EngineSettings {
    const { webhook, retention, ...plain } = change;
    if (webhook) checkWebhookAddress(webhook.url);
    this.#archive.transact(() => {
      const before = settingsIn(this.#facts.readText(settingsFact));
      const after = { ...before, ...present(plain), retention: { ...before.retention, ...present(retention ?? {}) } };
      if (webhook === null) {
        this.#facts.remove(secretFact);
        after.webhook = null;
      } else if (webhook) {
        if (webhook.secret !== null) this.#facts.write(secretFact, webhook.secret);
        after.webhook = { url: webhook.url, hasSecret: this.#facts.readText(secretFact) !== null };
      }
      this.#facts.write(settingsFact, after);
      this.#audit.note(actor, 'settingsChanged', changedNames(before, after, webhook?.secret != null));
    });
    this.refresh();
    return this.#current;
  }

  /** Reads the settings anew and tells the listeners when they are others than before. */
  refresh(): void {
    const text = this.#facts.readText(settingsFact);
    if (text === this.#text) return;
    this.#text = text;
    this.#current = settingsIn(text);
    for (const listener of [...this.#listeners]) listener(this.#current);
  }

  /** Gives the function that ends the listening. */
  listen(listener: (settings: EngineSettings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** What is not there, or no longer within its bounds, is taken from the defaults. */
function settingsIn(text: string | null): EngineSettings {
  if (text === null) return defaultEngineSettings;
  const stored = JSON.parse(text) as Partial<Record<keyof EngineSettings, unknown>>;
  const shape = engineSettingsSchema.shape;
  const kept = Object.entries(shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored[name as keyof EngineSettings]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...defaultEngineSettings, ...Object.fromEntries(kept) };
}

/** `values` without those that are undefined: these are not asked to change. */
function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/** The names of what changed, such as `maxRunningJobs, retention.deadDays`; never a value that is a secret. */
function changedNames(before: EngineSettings, after: EngineSettings, isSecretNew: boolean): string {
  const names = (Object.keys(after) as (keyof EngineSettings)[]).filter((name) => name !== 'retention');
  const retention = (Object.keys(after.retention) as (keyof EngineSettings['retention'])[])
    .filter((name) => before.retention[name] !== after.retention[name])
    .map((name) => `retention.${name}`);
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return [...changed, ...retention, ...(isSecretNew ? ['webhook secret'] : [])].join(', ') || 'nothing';
}

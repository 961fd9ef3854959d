import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultEngineSettings, type EngineSettings } from '../../../contract/upkeep.ts';
import { Audit } from '../../../engine/upkeep/audit.ts';
import { EngineSettingsStore } from '../../../engine/upkeep/engine-settings.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';

let folder: ArchiveFolder;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
});
afterEach(() => folder.remove());

function store() {
  const archive = folder.open();
  const audit = new Audit(archive);
  return { settings: new EngineSettingsStore(archive, audit), audit };
}

describe('the settings of the engine', () => {
  it('begin with the defaults, and outlive the process once they are changed', () => {
    expect(store().settings.current()).toEqual(defaultEngineSettings);
    const changed = store().settings.change({ maxRunningJobs: 7, retention: { deadDays: 9 } }, 'person');
    expect(changed).toEqual({
      ...{ ...defaultEngineSettings, maxRunningJobs: 7 },
      retention: { ...defaultEngineSettings.retention, deadDays: 9 },
    });
    expect(store().settings.current()).toEqual(changed);
  });

  it('reach another process with its next refresh, which tells its listeners once', () => {
    const here = store().settings;
    const there = store().settings;
    const heard: EngineSettings[] = [];
    const stop = there.listen((settings) => heard.push(settings));
    here.change({ maxAttempts: 5 }, 'person');
    expect(there.current().maxAttempts).toBe(3);
    there.refresh();
    there.refresh();
    expect(heard.map(({ maxAttempts }) => maxAttempts)).toEqual([5]);
    stop();
    here.change({ maxAttempts: 6 }, 'person');
    there.refresh();
    expect(heard).toHaveLength(1);
  });

  it('keep what another process has changed meanwhile', () => {
    const here = store().settings;
    const there = store().settings;
    here.change({ maxAttempts: 5 }, 'person');
    there.change({ memoryShare: 0.25 }, 'person');
    here.refresh();
    expect(here.current()).toMatchObject({ maxAttempts: 5, memoryShare: 0.25 });
  });

  it('take a default in place of what is out of bounds', () => {
    store();
    folder.tamper(`INSERT INTO facts VALUES ('engineSettings', '{"maxRunningJobs": -4, "maxAttempts": 2, "odd": 1}')`);
    expect(store().settings.current()).toEqual({ ...defaultEngineSettings, maxAttempts: 2 });
  });

  it('are in the audit by name, once for each change', async () => {
    const { settings, audit } = store();
    settings.change({ maxAttempts: 5, retention: { completedDays: 3 } }, 'person');
    settings.change({ webhook: { url: 'https://example.org/x', secret: 'do not tell' } }, 'command line');
    const { entries } = await audit.list(10, 0, '');
    expect(entries.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['command line', 'settingsChanged', 'webhook, webhook secret'],
      ['person', 'settingsChanged', 'maxAttempts, retention.completedDays'],
    ]);
  });
});

describe('the webhook', () => {
  it('keeps its secret to itself, through a change of the address too, until it is removed', () => {
    const { settings } = store();
    settings.change({ webhook: { url: 'https://example.org/a', secret: 'key-key-key' } }, 'person');
    expect(settings.current().webhook).toEqual({ url: 'https://example.org/a', hasSecret: true });
    settings.change({ webhook: { url: 'https://example.org/b', secret: null } }, 'person');
    expect(settings.webhook()).toEqual({ url: 'https://example.org/b', secret: 'key-key-key' });
    settings.change({ webhook: null }, 'person');
    expect(settings.webhook()).toBeNull();
    settings.change({ webhook: { url: 'http://localhost:9/c', secret: null } }, 'person');
    expect(settings.webhook()).toEqual({ url: 'http://localhost:9/c', secret: null });
    expect(settings.current().webhook).toEqual({ url: 'http://localhost:9/c', hasSecret: false });
  });

  it.each(['file:///etc/passwd', 'ftp://example.org/', 'https://me:word@example.org/'])('refuses %s', (url) => {
    const { settings } = store();
    expect(() => settings.change({ webhook: { url, secret: null } }, 'person')).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_REFUSED' }),
    );
    expect(settings.current()).toEqual(defaultEngineSettings);
  });
});

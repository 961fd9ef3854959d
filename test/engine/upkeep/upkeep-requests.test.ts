import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultEngineSettings } from '../../../contract/upkeep.ts';
import { createLocalClient, type LocalClient } from '../../../engine/local-client.ts';
import { EngineBench } from '../../builders/scripted-engine.ts';

let bench: EngineBench;
let client: LocalClient;
beforeEach(async () => {
  bench = await EngineBench.open();
  client = createLocalClient(await bench.engine());
});
afterEach(() => bench.close());

describe('the requests of upkeep', () => {
  it('give and change the settings', async () => {
    expect(await client.upkeep.getEngineSettings()).toEqual(defaultEngineSettings);
    const changed = await client.upkeep.changeEngineSettings({ maxRunningJobs: 5 });
    expect(changed).toEqual({ ...defaultEngineSettings, maxRunningJobs: 5 });
    expect(await client.upkeep.getEngineSettings()).toEqual(changed);
  });

  it('refuse what is out of bounds, and addresses nothing may be sent to', async () => {
    const tooMany = client.upkeep.changeEngineSettings({ maxRunningJobs: 65 });
    await expect(tooMany).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    const webhook = { url: 'http://example.org/hook', secret: null };
    await expect(client.upkeep.changeEngineSettings({ webhook })).rejects.toMatchObject({ code: 'WEBHOOK_REFUSED' });
    expect(await client.upkeep.getEngineSettings()).toEqual(defaultEngineSettings);
  });

  it('tell of the storage, the audit and the notices', async () => {
    const storage = await client.upkeep.cleanUp();
    expect(storage).toMatchObject({ jobs: 0, pinnedJobs: 0, reclaimable: { jobs: 0, sizeBytes: 0 } });
    expect(storage.freeDiskBytes).toBeGreaterThan(0);
    expect(storage.archiveBytes).toBeGreaterThan(0);
    const { entries, total } = await client.upkeep.listAudit({ limit: 10, offset: 0, search: '' });
    expect(entries.map(({ action }) => action)).toEqual(['cleanedUp']);
    expect(total).toBe(1);
    expect(await client.upkeep.verifyAudit()).toMatchObject({ isIntact: true, headHash: entries[0]!.hash });
    expect(await client.upkeep.listNotices()).toEqual({ notices: [] });
    await client.upkeep.dismissNotices();
  });
});

import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { auditActions, type Storage } from '../../../contract/upkeep.ts';
import { actorOf } from '../../../engine/upkeep/audit.ts';
import en from '../../../renderer/locale/en/upkeep.json' with { type: 'json' };
import zh from '../../../renderer/locale/zh-CN/upkeep.json' with { type: 'json' };
import { actorWords } from '../../../renderer/settings/actor-words.ts';
import { choicesWith, dayPresets } from '../../../renderer/settings/preset-choices.ts';
import { storageParts } from '../../../renderer/settings/storage-parts.ts';
import { addressTrouble } from '../../../renderer/settings/webhook-address.ts';

const storage: Storage = {
  artifactBytes: 3_000,
  archiveBytes: 100,
  jobs: 3,
  pinnedJobs: 0,
  reclaimable: { jobs: 1, sizeBytes: 1_000 },
  freeDiskBytes: 6_900,
  lastCleanUp: null,
};

describe('storageParts', () => {
  it('parts what is used from what would be freed and what is left', () => {
    expect(storageParts(storage, null).map(({ name, sizeBytes, share }) => [name, sizeBytes, share])).toEqual([
      ['results', 2_000, 0.2],
      ['reclaimable', 1_000, 0.1],
      ['archive', 100, 0.01],
      ['free', 6_900, 0.69],
    ]);
  });

  it('measures against the limit where there is one', () => {
    expect(storageParts(storage, 5_000).at(-1)).toMatchObject({ name: 'free', sizeBytes: 2_000 });
    expect(storageParts(storage, 1_000).map(({ name }) => name)).not.toContain('free');
  });

  it('has no parts of nothing, and none that cannot be seen', () => {
    const empty = { ...storage, artifactBytes: 0, archiveBytes: 1, reclaimable: { jobs: 0, sizeBytes: 0 } };
    const parts = storageParts({ ...empty, freeDiskBytes: 1e12 }, null);
    expect(parts.map(({ name }) => name)).toEqual(['archive', 'free']);
    expect(parts[0]?.share).toBeGreaterThan(0.005);
  });
});

it('offers a value that was set elsewhere among the usual ones', () => {
  expect(choicesWith(dayPresets, 30)).toHaveLength(dayPresets.length);
  expect(choicesWith(dayPresets, 45).map(({ amount }) => amount)).toEqual([null, 1, 7, 30, 45, 90, 365]);
});

it('takes only web addresses without a name or a password in them', () => {
  const trouble = ['https://a.example/x', 'http://localhost:8080', 'a.example', 'ftp://a', 'https://u:p@a.example'];
  expect(trouble.map(addressTrouble)).toEqual([null, null, 'notAddress', 'notWeb', 'hasPassword']);
});

describe('the audit in words', () => {
  it('knows every action', () => {
    expect(Object.keys(en.audit.action).sort()).toEqual([...auditActions].sort());
  });

  it('names actors in the person’s language, and leaves names alone', async () => {
    const instance = i18next.createInstance();
    await instance.init({ resources: { zh: { upkeep: zh } }, lng: 'zh', interpolation: { escapeValue: false } });
    const t = instance.getFixedT('zh', 'upkeep');
    expect(actorWords(t, actorOf({ kind: 'person', name: null }))).toBe('您');
    expect(actorWords(t, actorOf({ kind: 'commandLine', name: null }))).toBe('命令行');
    expect(actorWords(t, actorOf({ kind: 'schedule', name: 'A “b”' }))).toBe('定时任务“A “b””');
    expect(actorWords(t, actorOf({ kind: 'watchedFolder', name: '~/in' }))).toBe('监视文件夹“~/in”');
    expect(actorWords(t, 'Auspex')).toBe('Auspex');
  });
});

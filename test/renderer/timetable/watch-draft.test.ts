import { describe, expect, it } from 'vitest';
import type { WatchedFolder } from '../../../contract/timetable.ts';
import { hasPresentFiles, watchChangeOf, watchDraftOf } from '../../../renderer/timetable/watch-draft.ts';
import { workDraftOf } from '../../../renderer/timetable/work-draft.ts';

const watched: WatchedFolder = {
  ...{ id: '00000000-0000-4000-8000-000000000001', label: '~/Incoming', name: 'Incoming', isEnabled: true },
  ...{ work: { recipe: 'profile', options: { seed: 7 }, priority: 'low' }, model: null },
  ...{ includesSubfolders: true, resultsFolderLabel: '~/Reports', state: 'watching', fault: null },
  ...{ submittedFiles: 3, unstableFiles: 0, lastFileName: null, lastSubmittedAtMs: null },
};
const ticket = { id: '00000000-0000-4000-8000-000000000002', name: 'Other', label: '~/Other' };

describe('a watched folder that is filled in', () => {
  it('begins as it stands, and asks for nothing else while nothing is changed', () => {
    const draft = watchDraftOf(watched);
    expect(draft).toMatchObject({
      includesSubfolders: true,
      work: { recipe: 'profile', priority: 'low' },
      resultsFolder: 'asBefore',
    });
    expect(watchChangeOf(draft, watched, watched.work, 'en')).toEqual({
      ...{ id: watched.id, work: watched.work, includesSubfolders: true, takesPresentFiles: false },
    });
  });

  it('begins with the usual when it is new', () => {
    expect(watchDraftOf(null)).toEqual({
      ...{ folder: null, includesSubfolders: false, takesPresentFiles: false },
      ...{ work: workDraftOf(null, null), resultsFolder: null },
    });
    expect(watchDraftOf({ ...watched, resultsFolderLabel: null }).resultsFolder).toBeNull();
  });

  it('has its reports put elsewhere, in the language on screen, or nowhere', () => {
    const draft = watchDraftOf(watched);
    const elsewhere = watchChangeOf({ ...draft, resultsFolder: ticket }, watched, watched.work, 'zh-CN');
    expect(elsewhere).toMatchObject({ resultsFolder: ticket.id, resultsLocale: 'zh-CN' });
    expect(watchChangeOf({ ...draft, resultsFolder: null }, watched, watched.work, 'en')).toMatchObject({
      resultsFolder: null,
    });
  });

  it('asks for files that lie there only where there are any that would be new', () => {
    const flat = { ...watched, includesSubfolders: false };
    const draft = { ...watchDraftOf(flat), takesPresentFiles: true };
    expect(hasPresentFiles(draft, null)).toBe(true);
    expect(hasPresentFiles(draft, flat)).toBe(false);
    expect(watchChangeOf(draft, flat, flat.work, 'en').takesPresentFiles).toBe(false);
    const wider = { ...draft, includesSubfolders: true };
    expect(hasPresentFiles(wider, flat)).toBe(true);
    expect(watchChangeOf(wider, flat, flat.work, 'en').takesPresentFiles).toBe(true);
    expect(hasPresentFiles(wider, watched)).toBe(false);
  });
});

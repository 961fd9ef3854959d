import { describe, expect, it, vi } from 'vitest';
import { desktopProcedures } from '../../../main/native/desktop-procedures.ts';

const openPath = vi.hoisted(() => vi.fn<(file: string) => Promise<string>>());
vi.mock('electron', () => ({ app: {}, clipboard: {}, nativeImage: {}, shell: { openPath } }));

type Parts = Parameters<typeof desktopProcedures>[0];

const saved = '/home/ann/Documents/Auspex/grades profile.xlsx';
const procedures = desktopProcedures({ exports: { pathOf: async () => saved } } as unknown as Parts);

describe('a saved file', () => {
  it('is opened by the program the system has for it', async () => {
    openPath.mockResolvedValueOnce('');
    await procedures.openExport({ exportId: 'one' });
    expect(openPath).toHaveBeenLastCalledWith(saved);
  });

  it('that no program opens is told by its name, never by its path', async () => {
    openPath.mockResolvedValueOnce('No application is registered');
    await expect(procedures.openExport({ exportId: 'one' })).rejects.toMatchObject({
      ...{ code: 'EXPORT_NOT_OPENED', values: { file: 'grades profile.xlsx' }, detail: 'No application is registered' },
    });
  });
});

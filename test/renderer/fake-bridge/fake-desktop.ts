import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import type { DroppedFolder, TicketAnswer } from '../../../contract/files.ts';
import { defaultSettings, type Settings } from '../../../contract/settings.ts';
import { issueTicket } from './fake-files.ts';

type ContractImplementer = Implementer<typeof contract, object, object>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A folder with `count` files in a few subfolders. */
export function sampleFolder(name: string, count: number): DroppedFolder {
  const files = Array.from({ length: count }, (_, index) => ({
    ticket: issueTicket(
      index % 41 === 40 ? `damaged ${index}.xlsx` : `${name} ${index + 1}.${index % 3 ? 'xlsx' : 'csv'}`,
      40_000 * (index + 1),
    ),
    subfolder: ['', '2024/spring', '2024/autumn'][Math.floor((index * 3) / count)] ?? '',
  }));
  return { name, files, skipped: { otherFiles: 12, hidden: 3, unreadable: 1, hasMore: count >= 10_000 } };
}

/** A name that ends with `.folder` stands for a folder of as many files as its number says: `plants 300.folder`. */
export async function fakeTickets(files: readonly { name: string; size: number }[]): Promise<TicketAnswer[]> {
  await pause(30);
  return files.map(({ name, size }): TicketAnswer => {
    const [, folder, count] = /^(.*?) ?(\d*)\.folder$/.exec(name) ?? [];
    if (folder === undefined) return { type: 'file', ticket: issueTicket(name, size) };
    if (count !== '0') return { type: 'folder', folder: sampleFolder(folder, Number(count) || 20) };
    return {
      type: 'fault',
      fileName: folder,
      fault: { code: 'FOLDER_WITHOUT_TABLES', values: { folder }, detail: null },
    };
  });
}

export function settingsHandlers(os: ContractImplementer['settings'], wish: URLSearchParams) {
  let settings: Settings = {
    ...defaultSettings,
    language: (wish.get('language') ?? 'en') as Settings['language'],
    theme: (wish.get('theme') ?? 'light') as Settings['theme'],
  };
  return {
    getSettings: os.getSettings.handler(async () => {
      await pause(Number(wish.get('opening') ?? 30));
      return { ...settings, systemLocale: 'en' as const };
    }),
    changeSettings: os.changeSettings.handler(({ input }) => {
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      settings = { ...settings, ...given };
      return settings;
    }),
  };
}

export function desktopHandlers(os: ContractImplementer['desktop']) {
  const saved = (fileName: string) => ({ exportId: crypto.randomUUID(), fileName, folderName: 'Auspex' });
  return {
    saveReport: os.saveReport.handler(async ({ input }) => {
      await pause(400);
      return saved(`成绩 2024 – profile.${input.format}`);
    }),
    saveExport: os.saveExport.handler(async () => {
      await pause(300);
      return saved('成绩 2024.xlsx');
    }),
    saveImage: os.saveImage.handler(async ({ input }) => {
      await pause(200);
      return saved(`${input.name}.${input.format}`);
    }),
    saveModel: os.saveModel.handler(async ({ input }) => {
      await pause(300);
      const losses = input.format === 'auspex-model' ? [] : (['encodings', 'intervals'] as const);
      return { ...saved(`model.${input.format === 'onnx' ? 'onnx' : 'json'}`), losses: [...losses] };
    }),
    saveBatchWorkbook: os.saveBatchWorkbook.handler(async () => {
      await pause(900);
      return saved('Spring term summary.xlsx');
    }),
    chooseFolder: os.chooseFolder.handler(({ input }) => {
      const name = input.purpose === 'watch' ? 'Incoming' : 'Reports';
      return { folder: { id: crypto.randomUUID(), name, label: `~/Documents/${name}` } };
    }),
    openFolder: os.openFolder.handler(() => ({ folder: sampleFolder('plants', 300) })),
    followShell: os.followShell.handler(async function* ({ signal }) {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    }),
    openExport: os.openExport.handler(() => undefined),
    showExportInFolder: os.showExportInFolder.handler(() => undefined),
    copyRange: os.copyRange.handler(({ input }) => ({ rows: input.rows.limit, columns: input.columns.length })),
    openExample: os.openExample.handler(({ input }) => issueTicket(`${input.name}.xlsx`, 184_320)),
    about: os.about.handler(() => ({ version: '0.1.0', electron: '45.4.1', node: '24.1.0' })),
  };
}

import type { Locale, LocalText } from '../../contract/texts.ts';

/** What an export adds to the rows. */
export const exportTexts = {
  index: { en: 'Index', 'zh-CN': '目录' },
  empty: { en: '(empty)', 'zh-CN': '（空）' },
  rows: { en: 'Rows', 'zh-CN': '行数' },
  share: { en: 'Share', 'zh-CN': '占比' },
  sheet: { en: 'Sheet', 'zh-CN': '工作表' },
  file: { en: 'File', 'zh-CN': '文件' },
  back: { en: '← Index', 'zh-CN': '← 目录' },
  grouped: {
    en: '{{rows}} rows in {{groups}} groups by “{{column}}”',
    'zh-CN': '按“{{column}}”分为 {{groups}} 组，共 {{rows}} 行',
  },
  groupRows: { en: '{{rows}} rows', 'zh-CN': '{{rows}} 行' },
} as const satisfies Record<string, LocalText>;

/** What a group is called. */
export const groupLabel = (label: string | null, locale: Locale): string => label ?? exportTexts.empty[locale];

import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

type Candidate = readonly [file: RegExp, family: string];

/*
 * The rasterizer takes the first family an SVG names and, where it is not installed, any font at all, even one with
 * serifs; it tells nobody what is installed. So a family is chosen here by the files in the system's font folders.
 */

/** Best first, for text with Chinese characters in it. */
const chineseCandidates: readonly Candidate[] = [
  [/^PingFang\.ttc$/i, 'PingFang SC'],
  [/^msyh\.(ttc|ttf)$/i, 'Microsoft YaHei'],
  [/^NotoSansCJK(sc)?-(Regular|VF)/i, 'Noto Sans CJK SC'],
  [/^NotoSansSC[-[]/i, 'Noto Sans SC'],
  [/^SourceHanSansSC-Regular/i, 'Source Han Sans SC'],
  [/^SourceHanSansCN-Regular/i, 'Source Han Sans CN'],
  [/^wqy-microhei/i, 'WenQuanYi Micro Hei'],
  [/^wqy-zenhei/i, 'WenQuanYi Zen Hei'],
  [/^Hiragino Sans GB/i, 'Hiragino Sans GB'],
  [/^simhei\.ttf$/i, 'SimHei'],
  [/^DroidSansFallback/i, 'Droid Sans Fallback'],
];

/** Best first, for text in Latin letters. */
const latinCandidates: readonly Candidate[] = [
  [/^segoeui\.ttf$/i, 'Segoe UI'],
  [/^HelveticaNeue\.ttc$/i, 'Helvetica Neue'],
  [/^Inter(-Regular|Variable)?[.[]/i, 'Inter'],
  [/^NotoSans-Regular/i, 'Noto Sans'],
  [/^LiberationSans-Regular/i, 'Liberation Sans'],
  [/^DejaVuSans\.ttf$/i, 'DejaVu Sans'],
  [/^arial\.ttf$/i, 'Arial'],
];

/** A font file and the family it is wanted for. */
export interface SystemFont {
  readonly file: string;
  readonly family: string;
}

export interface SystemFonts {
  readonly latin: SystemFont | null;
  readonly chinese: SystemFont | null;
}

let chosen: SystemFonts | null = null;

/** The fonts charts are drawn with on this machine; null where none of the known ones is installed. */
export function systemFonts(): SystemFonts {
  chosen ??= chooseFonts(fontFolders().flatMap(fontFilesIn));
  return chosen;
}

/** The best fonts among these files. */
export function chooseFonts(files: readonly string[]): SystemFonts {
  const bestOf = (candidates: readonly Candidate[]): SystemFont | null => {
    for (const [name, family] of candidates) {
      const file = files.find((filePath) => name.test(path.basename(filePath)));
      if (file !== undefined) return { file, family };
    }
    return null;
  };
  return { latin: bestOf(latinCandidates), chinese: bestOf(chineseCandidates) };
}

function fontFolders(): string[] {
  if (process.platform === 'win32') return [path.join(process.env.WINDIR ?? 'C:\\Windows', 'Fonts')];
  const home = os.homedir();
  if (process.platform === 'darwin')
    return ['/System/Library/Fonts', '/Library/Fonts', path.join(home, 'Library/Fonts')];
  return [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    path.join(home, '.fonts'),
    path.join(home, '.local/share/fonts'),
  ];
}

function fontFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true }).map((file) => path.join(folder, String(file)));
  } catch {
    return []; // most machines have only some of these folders
  }
}

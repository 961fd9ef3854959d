import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ImageFormat } from '../../contract/desktop.ts';
import { Fault } from '../../contract/faults.ts';
import { imageFileName } from '../../engine/files/report-file-name.ts';
import type { ExportFolder, SavedReport } from './export-folder.ts';

export interface GivenImage {
  readonly name: string;
  readonly format: ImageFormat;
  /** A PNG in base64, or the text of an SVG. */
  readonly content: string;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The file's bytes. Throws REQUEST_INVALID for what is no such image: the window may write nothing else. */
export function imageBytes({ format, content }: Pick<GivenImage, 'format' | 'content'>): Buffer {
  const bytes = Buffer.from(content, format === 'png' ? 'base64' : 'utf8');
  const isImage =
    format === 'png'
      ? bytes.subarray(0, pngSignature.length).equals(pngSignature)
      : /^<svg[\s>]/.test(content) && !/<(script|foreignObject|iframe)\b/i.test(content);
  if (!isImage) throw new Fault('REQUEST_INVALID', { reason: `not a ${format.toUpperCase()} image` });
  return bytes;
}

/** Saves a chart of the window under a free name among the reports. */
export async function saveImage(exports: ExportFolder, image: GivenImage): Promise<SavedReport> {
  const bytes = imageBytes(image);
  const fileName = imageFileName(image.name, image.format);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-image-'));
  try {
    const file = path.join(folder, `image.${image.format}`);
    await writeFile(file, bytes);
    return await exports.save(file, fileName);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

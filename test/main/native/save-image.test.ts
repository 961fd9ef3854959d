import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imageFileName } from '../../../engine/files/report-file-name.ts';
import { createExportFolder } from '../../../main/native/export-folder.ts';
import { imageBytes, saveImage } from '../../../main/native/save-image.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a chart that is saved', () => {
  it('lies under a legal name of its own, the next one beside it', async () => {
    const exports = createExportFolder(folder);
    const image = { name: '毕业去向: by <Major>/2024', format: 'png', content: png } as const;
    expect((await saveImage(exports, image)).fileName).toBe('毕业去向_ by _Major__2024.png');
    expect((await saveImage(exports, image)).fileName).toBe('毕业去向_ by _Major__2024 2.png');
    expect(await readFile(path.join(folder, '毕业去向_ by _Major__2024.png'))).toEqual(Buffer.from(png, 'base64'));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('never leaves the folder, whatever its name says', () => {
    expect(imageFileName('../../etc/passwd', 'svg')).not.toMatch(/[/\\]/);
    expect(imageFileName('..', 'svg')).toBe('report.svg');
  });

  it.each([
    ['png', Buffer.from('MZ program').toString('base64')],
    ['png', png.slice(0, 4)],
    ['svg', '<html><script>alert(1)</script></html>'],
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['svg', '#!/bin/sh\nrm -rf ~'],
  ] as const)('is refused when it is no %s: %s', (format, content) => {
    expect(() => imageBytes({ format, content })).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  });

  it('is taken as it is when it is one', () => {
    const svg = '<svg width="10" height="10"><path d="M0 0"/></svg>';
    expect(imageBytes({ format: 'svg', content: svg }).toString()).toBe(svg);
  });
});

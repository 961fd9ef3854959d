import { createHash } from 'node:crypto';
import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { fingerprintFile } from '../../../workers/tabular/fingerprint-file.ts';
import { testContext } from '../../builders/order-context.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';

describe('fingerprintFile', () => {
  const files = temporaryFolder();

  it('gives SHA-256 and size, of many blocks and of none', async () => {
    const large = Buffer.alloc(9 * 2 ** 20 + 17, 'abcdefg');
    for (const content of [large, Buffer.alloc(0)]) {
      const path = files.write(`size-${content.length}`, content);
      const { context, notices } = testContext();
      expect(await fingerprintFile({ path, fileName: 'a.csv' }, context)).toEqual({
        sha256: createHash('sha256').update(content).digest('hex'),
        sizeBytes: content.length,
      });
      for (const notice of notices) expect(notice.fraction).toBeLessThanOrEqual(1);
    }
  });

  it('stops when cancelled, and refuses a folder', async () => {
    const { context, cancel } = testContext();
    cancel();
    const path = files.write('b.csv', 'a,b\n');
    await expect(fingerprintFile({ path, fileName: 'b.csv' }, context)).rejects.toMatchObject({
      code: 'JOB_CANCELLED',
    });
    const folder = { path: os.tmpdir(), fileName: 'tmp' };
    await expect(fingerprintFile(folder, testContext().context)).rejects.toMatchObject({ code: 'FILE_IS_FOLDER' });
  });
});

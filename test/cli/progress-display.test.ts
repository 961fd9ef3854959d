import { describe, expect, it } from 'vitest';
import { ProgressDisplay } from '../../cli/progress-display.ts';
import type { Job } from '../../contract/jobs.ts';
import { buildJob } from '../builders/build-job.ts';

const queued = buildJob({ fileName: '成绩.xlsx' });
const running: Job = {
  ...queued,
  state: 'running',
  progress: {
    ...queued.progress,
    fraction: 0.5,
    stage: 'reading',
    subject: '2024',
    rowsPerSecond: 1234.4,
    etaMs: 1800,
  },
};

function display(isTTY: boolean, columns = 120, locale: 'en' | 'zh-CN' = 'en') {
  const written: string[] = [];
  const output = { isTTY, columns, write: (text: string) => written.push(text) };
  return { written, shown: new ProgressDisplay(new Map([[queued.id, '成绩.xlsx']]), output, locale) };
}

/** Terminal cells a text takes, Chinese characters two. */
const cells = (text: string) => [...text].reduce((sum, one) => sum + (one >= '\u2e80' && one <= '\u9fff' ? 2 : 1), 0);

describe('progress on the command line', () => {
  it('is one line for each change of state where nobody sees it move', () => {
    const { written, shown } = display(false);
    for (const job of [queued, running, running, { ...running, state: 'completed' as const }]) shown.show(job);
    shown.end();
    expect(written).toEqual(['成绩.xlsx: queued\n', '成绩.xlsx: running\n', '成绩.xlsx: completed\n']);
  });

  it('is a bar on a terminal, and gone at the end', () => {
    const { written, shown } = display(true);
    shown.show(running);
    expect(written.join('')).toContain('50 %  0 of 1  成绩.xlsx · reading 2024 · 1,234 rows/s · 2 s left');
    expect(written.join('')).not.toContain('\n');
    shown.end();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('never wraps, also with wide characters', () => {
    for (const columns of [30, 45, 80]) {
      const { written, shown } = display(true, columns, 'zh-CN');
      shown.show({ ...running, progress: { ...running.progress, subject: '智能科学与技术'.repeat(10) } });
      expect(cells(written.join('').replace('\r\u001b[2K', ''))).toBeLessThan(columns);
    }
  });
});

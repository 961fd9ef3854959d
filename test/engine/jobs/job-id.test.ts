import { afterEach, describe, expect, it, vi } from 'vitest';
import { jobIdSchema } from '../../../contract/jobs.ts';
import { newJobId } from '../../../engine/jobs/job-id.ts';

afterEach(() => void vi.useRealTimers());

describe('ids of jobs', () => {
  it('are UUIDs, all different, each greater than the one before', () => {
    const ids = Array.from({ length: 20_000 }, newJobId);
    for (const id of ids.slice(0, 100)) expect(jobIdSchema.safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('grow although the clock is put back', () => {
    const before = newJobId();
    vi.useFakeTimers({ now: Date.now() - 3_600_000 });
    expect(newJobId() > before).toBe(true);
  });
});

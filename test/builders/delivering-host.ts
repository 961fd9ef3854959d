import { mainTable } from '../../contract/reading.ts';
import { reportFileName } from '../../engine/files/report-file-name.ts';
import type { AttemptEnd } from '../../engine/jobs/queue/job-queue.ts';
import type { TimetableBench, TimetableHost } from './timetable-bench.ts';

/** Times short enough for tests. */
const quickRetry = { firstMs: 5, factor: 1, maxMs: 5 };
export const quickDeliveryTimes = {
  ...{ pollMs: 10, folderMs: 10, webhookTimeoutMs: 200 },
  retry: { report: quickRetry, webhook: quickRetry },
};

/** A process that delivers reports made by nobody: small files that tell of which job they are. */
export function deliveringHost(
  bench: TimetableBench,
  options: Parameters<TimetableBench['host']>[0] = {},
  onMade: (jobId: string) => void = () => {},
): TimetableHost {
  return bench.host({
    makeReport: async ({ id, input, recipe, sheet }, locale) => {
      onMade(id);
      const path = await bench.file(`reports/${id}`, `report of ${id} in ${locale}`);
      return { path, fileName: reportFileName(input.fileName, sheet, 'xlsx', locale, recipe), unpack: null };
    },
    deliveryTimes: quickDeliveryTimes,
    ...options,
  });
}

/** Accepts a batch of jobs for files of these names, their reports wanted in `folder`. */
export async function submitFiles(
  { accept }: TimetableHost,
  names: readonly string[],
  folder: string | null,
): Promise<string> {
  const { batchId } = await accept({
    ...{ name: 'Term', submitter: { kind: 'schedule', name: 'Monday' }, recipe: 'profile', options: {} },
    inputs: names.map((fileName) => ({
      input: { path: `/data/${fileName}`, fileName, sizeBytes: 3, modifiedAtMs: 1 },
      reading: mainTable,
    })),
    otherInputs: [],
    results: folder === null ? null : { folder, locale: 'zh-CN' },
    ...{ priority: 'normal', alongside: () => undefined },
  });
  return batchId;
}

/** Ends every job that waits, as a host that works on them would. */
export async function endJobs(
  { queue }: TimetableHost,
  end: AttemptEnd = { kind: 'completed', durationMs: 5 },
): Promise<void> {
  const request = { hostId: 'worker', leaseMs: 30_000, limit: 1000, nowMs: Date.now(), maxRunning: 1000 };
  const claimed = await queue.claim(request);
  await queue.settle(
    claimed.map((claim) => ({ claim, end })),
    Date.now(),
  );
}

import { EmbeddedQueue } from '../../engine/jobs/queue/embedded-queue.ts';
import { ArchiveFolder } from '../builders/archive-folder.ts';
import { describeQueueConformance } from './queue-conformance.ts';

describeQueueConformance('embedded queue', async () => {
  const folder = await ArchiveFolder.make();
  return { open: async () => new EmbeddedQueue(folder.open()), remove: () => folder.remove() };
});

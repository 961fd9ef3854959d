import { rm } from 'node:fs/promises';
import type { Order, ScratchFile } from '../../../contract/orders.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { readJson } from '../../compare/write-json.ts';
import { HashedFile } from '../../explore/hashed-file.ts';
import type { OrderContext } from '../../order-context.ts';
import { trainingData } from './training-data.ts';

/** Writes the report of a training in the wanted format and language. Throws what the file system throws, and JOB_CANCELLED. */
export async function renderTraining(order: Order<'render-training'>, context: OrderContext): Promise<ScratchFile> {
  const { engineVersion, format, locale, modelName, reportPath, scratchPath } = order;
  const report = await readJson<TrainingReport>(reportPath);
  const throwIfCancelled = () => context.throwIfCancelled();
  const data = trainingData(report, { modelName, engineVersion }, locale);
  if (format === 'xlsx') {
    const { trainingWorkbook } = await import('./training-workbook.ts');
    return trainingWorkbook(data, scratchPath, throwIfCancelled);
  }
  const bytes =
    format === 'json'
      ? Buffer.from(
          `${JSON.stringify({ format: 'auspex-training', version: 1, modelName, engineVersion, ...report })}\n`,
        )
      : await (await import('./training-page.ts')).trainingPage(data, throwIfCancelled);
  const file = new HashedFile(scratchPath);
  try {
    file.write(bytes);
    return file.finish();
  } catch (error) {
    file.close();
    await rm(scratchPath, { force: true });
    throw error;
  }
}

import type { Order, Reply } from '../../contract/orders.ts';
import { exportPart } from '../export/export-part.ts';
import type { OrderContext } from '../order-context.ts';
import { loadPredictionReport } from './load-prediction-report.ts';
import { openedModel } from './opened-models.ts';
import { frontWords } from './workbook/front-texts.ts';
import { groupFronts } from './workbook/group-fronts.ts';

/** Writes a part of predicted rows as `export-part` does, with what is told of each group. The same rows give the same bytes. */
export async function exportPredictedPart(
  order: Order<'export-predicted-part'>,
  context: OrderContext,
): Promise<Reply<'export-predicted-part'>> {
  const { modelPath, reportPath, ...part } = order;
  const report = await loadPredictionReport({ path: reportPath });
  if (report.groupBy === null) return exportPart(part, context);
  const { locale, split } = order.options;
  const document = split === 'files' ? (await openedModel(modelPath)).document : null;
  return exportPart(part, context, groupFronts({ report, locale, word: frontWords(locale) }, document));
}

import { Fault } from '../../contract/faults.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { explainInput } from './explain-input.ts';
import { loadPredictionReport } from './load-prediction-report.ts';
import { openedModel } from './opened-models.ts';
import { notedColumns, storedInputs, withStored } from './stored-inputs.ts';

/** Explains one row of stored predictions by the cells that stand there. Throws REQUEST_INVALID for a row that is not there. */
export async function explainRow(order: Order<'explain-row'>): Promise<Reply<'explain-row'>> {
  const { explainedClass, modelPath, predictionsPath, reportPath, row } = order;
  const model = await openedModel(modelPath);
  const { columns } = await loadPredictionReport({ path: reportPath });
  const inputs = await withStored(predictionsPath, (file) => {
    if (row >= file.rows) throw new Fault('REQUEST_INVALID', { reason: `row ${row + 1} of ${file.rows}` });
    const names = notedColumns(file).map(({ name }) => name);
    const wanted = model.document.columns.map(({ type }, place) => {
      const source = columns[place]?.source ?? null;
      const found = source === null ? -1 : names.indexOf(source);
      return { place: found < 0 ? null : found, type };
    });
    return storedInputs(file, wanted, { fromRow: row, toRow: row + 1 }).columns;
  });
  const classes = model.document.target.classes?.length ?? 0;
  if (explainedClass !== null && explainedClass >= classes) {
    throw new Fault('REQUEST_INVALID', { reason: `class ${explainedClass + 1} of ${classes}` });
  }
  return explainInput(model, inputs, explainedClass);
}

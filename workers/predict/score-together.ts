import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { scoresOf } from '../evaluate/metrics/scores.ts';
import { readDocument } from '../models/read-document.ts';
import type { OrderContext } from '../order-context.ts';
import { addedColumns } from './added-columns.ts';
import { loadPredictionReport } from './load-prediction-report.ts';
import { targetPlaceOf } from './match-model.ts';
import { type KnownRows, PredictedFigures } from './predicted-figures.ts';
import { notedColumns, storedInputs, withStored } from './stored-inputs.ts';

type Scored = Order<'score-together'>['predictions'][number];

/**
 * Scores of all rows of several predictions by one model that tell the target, as if they stood in one file. null where none
 * does, or where the rows hold the likeliest classes only. Throws JOB_CANCELLED.
 */
export async function scoreTogether(
  order: Order<'score-together'>,
  context: OrderContext,
): Promise<Reply<'score-together'>> {
  const document = await readDocument(order.modelPath);
  const found: KnownRows[] = [];
  for (const one of order.predictions) {
    context.throwIfCancelled();
    const report = await loadPredictionReport({ path: one.reportPath });
    if (report.scores === null) continue;
    const known = await knownRows(document, one, new Set(report.columns.map(({ source }) => source)));
    if (known === null) return { scores: null };
    found.push(known);
  }
  if (found.length === 0) return { scores: null };
  const { classes } = document.target;
  const form = { task: document.task, classes: classes?.length ?? 1 };
  return { scores: scoresOf(form, joined(found, 'truth'), joined(found, 'predictions')) };
}

/** The rows of one file with their truth; null where their probabilities are not in it. */
function knownRows(
  document: ModelDocument,
  { options, predictionsPath }: Scored,
  sources: ReadonlySet<string | null>,
): Promise<KnownRows | null> {
  return withStored(predictionsPath, (file) => {
    const noted = notedColumns(file);
    const added = addedColumns(document, options, []);
    const own = noted.slice(0, noted.length - added.length);
    const told = added.flatMap(({ role }, place) =>
      role === 'classProbability' || role === 'value' ? [own.length + place] : [],
    );
    const taken = own.flatMap(({ name }, place) => (sources.has(name) ? [place] : []));
    const targetPlace = targetPlaceOf(document, new Set(taken), own);
    if (told.length === 0 || targetPlace === null) return null;
    const { columns } = storedInputs(file, [
      { place: targetPlace, type: document.target.classes === null ? 'number' : 'text' },
      ...told.map((place) => ({ place, type: 'number' as const })),
    ]);
    const [target, ...values] = columns;
    const predictions = new Float64Array(file.rows * values.length);
    for (const [place, column] of values.entries()) {
      if (column.kind === 'text') throw new TypeError('a prediction is a number');
      for (let row = 0; row < file.rows; row++) {
        predictions[row * values.length + place] = column.values[row] as number;
      }
    }
    return new PredictedFigures(document, predictions, target!).known();
  });
}

function joined(parts: readonly KnownRows[], key: keyof KnownRows): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part[key].length, 0));
  let at = 0;
  for (const { [key]: values } of parts) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

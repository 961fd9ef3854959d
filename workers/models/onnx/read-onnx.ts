import { type ModelDocument, modelFormatVersion } from '../../../contract/models/model-document.ts';
import type { FeatureColumn } from '../../trees/feature-column.ts';
import { foreignCard, foreignColumn, type GivenNames, linkWarnings } from '../foreign/foreign-document.ts';
import { damagedModel, unsupportedOnnx } from '../model-reason.ts';
import { isOneAgainstAll } from './model-property.ts';
import { OnnxSession } from './onnx-session.ts';

const mostBytes = 128 * 2 ** 20;
const mostClasses = 10_000;

/**
 * The document of an ONNX file, which stays the predictor. What it predicts is seen from its outputs: labels and a table of
 * probabilities are classes, one number is a value. Throws MODEL_DAMAGED, MODEL_ONNX_UNSUPPORTED.
 */
export async function readOnnx(bytes: Buffer, given: GivenNames): Promise<ModelDocument> {
  if (bytes.length > mostBytes) throw unsupportedOnnx('ONNX files over 128 MB are not taken');
  const session = await OnnxSession.open(bytes);
  const inputs = session.inputs.flatMap(({ name, type, width }) =>
    Array.from({ length: width }, (_, place) => ({
      name: width === 1 ? name : session.inputs.length === 1 ? `f${place}` : `${name} ${place}`,
      isText: type === 'string',
    })),
  );
  if (new Set(inputs.map(({ name }) => name)).size !== inputs.length)
    throw damagedModel('two inputs have the same name');
  const { shares, width } = await outputOf(
    session,
    inputs.map(({ isText }) => isText),
  );
  const hasLabels = session.outputs.some(({ kind }) => kind === 'label');
  const isClassifier = hasLabels || width > 1;
  const count = width === 1 ? 2 : width;
  const isEachByItself = count > 2 && isOneAgainstAll(bytes);
  if (isClassifier && (count > mostClasses || (shares !== null && !looksLikeShares(shares, isEachByItself)))) {
    throw unsupportedOnnx('its numbers are no probabilities of classes');
  }
  if (isClassifier && given.classes && given.classes.length !== count) {
    throw damagedModel(`it has ${count} classes, and ${given.classes.length} names were given`);
  }
  const classes = isClassifier
    ? [...(given.classes ?? namesOf(session, count) ?? Array.from({ length: count }, (_, place) => String(place)))]
    : null;
  const task = classes === null ? 'regression' : count === 2 ? 'binary' : 'multiclass';
  const link = task === 'regression' ? 'identity' : task === 'binary' || isEachByItself ? 'logistic' : 'softmax';
  return {
    format: 'auspex-model',
    formatVersion: modelFormatVersion,
    task,
    target: { name: given.target ?? '', unit: null, isPercent: false, classes },
    link,
    columns: inputs.map(({ isText, name }) => foreignColumn(name, isText ? 'text' : 'number')),
    features: inputs.map(({ isText, name }, column) => ({
      ...{ name, column },
      encoding: { kind: isText ? 'text' : 'number' },
    })),
    predictor: { kind: 'onnx', bytes: bytes.toString('base64') },
    calibration: null,
    conformal: null,
    predictionReference: null,
    groupColumn: null,
    card: foreignCard({ origin: 'onnx', madeBy: '', options: {}, warnings: linkWarnings({ link, task }) }, 0, []),
  };
}

/** The names that the file gives its classes, where they are as many. */
const namesOf = ({ classes }: OnnxSession, count: number): readonly string[] | null =>
  classes.length === count && new Set(classes).size === count ? classes : null;

/**
 * What a row of zeros and empty texts gives, and how many values that is. A model may refuse texts that it has not learned: then its
 * file tells how many values it gives.
 */
async function outputOf(
  session: OnnxSession,
  isText: readonly boolean[],
): Promise<{ shares: Float64Array | null; width: number }> {
  const zero: FeatureColumn = { kind: 'number', values: Float64Array.of(0) };
  const empty: FeatureColumn = { kind: 'category', codes: Int32Array.of(0), levels: 1, texts: [''] };
  try {
    const { numbers, width } = await session.run(
      isText.map((one) => (one ? empty : zero)),
      0,
      1,
    );
    return { shares: numbers, width };
  } catch (thrown) {
    const told = session.outputs.flatMap(({ kind, width }) => (kind === 'number' ? [width ?? 0] : []));
    if (!isText.includes(true) || told.length !== 1 || told[0] === 0) throw thrown;
    return { shares: null, width: told[0]! };
  }
}

/** A single probability, or several that sum to 1 unless each is of a class by itself, as far as single precision tells. */
function looksLikeShares(numbers: Float64Array, isEachByItself: boolean): boolean {
  const sum = numbers.reduce((total, number) => total + number, 0);
  const isEachOne = numbers.every((number) => number >= 0 && number <= 1 + 1e-5);
  return isEachOne && (numbers.length === 1 || isEachByItself || Math.abs(sum - 1) < 1e-3);
}

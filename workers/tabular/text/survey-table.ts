import { closeSync, openSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { TextFormat } from '../../../contract/files.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { regularFileSize } from '../file-size.ts';
import { detectEncoding } from './detect-encoding.ts';
import { type SurveyRules, surveyText } from './survey-text.ts';

export const minimumPartBytes = 4 * 2 ** 20;

/** The rules by which a text is cut that begins at `fromByte`. */
export function surveyRulesOf(
  { delimiter, quote, lineBreak }: TextFormat,
  range: Pick<SurveyRules, 'fromByte' | 'toByte' | 'maxParts' | 'minimumPartBytes' | 'checksEncoding'>,
): SurveyRules {
  const lineEnd = lineBreak === '\r' ? 13 : 10;
  return { ...range, delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0), lineEnd };
}

/** Double bytes can hold a sign that looks like the delimiter “|”; without quotes line breaks stay certain. */
export const hasUncertainFields = ({ delimiter, encoding }: TextFormat): boolean =>
  delimiter === '|' && (encoding === 'gb18030' || encoding === 'big5');

/** The encoding that bytes show that are no UTF-8, where the beginning of the text was plain ASCII, which every encoding shares. */
export function encodingOfDamage(undecodable: Uint8Array | null): 'gb18030' | 'big5' | 'windows-1252' | null {
  const encoding = undecodable && detectEncoding(undecodable, false)?.encoding;
  return encoding === 'gb18030' || encoding === 'big5' || encoding === 'windows-1252' ? encoding : null;
}

/**
 * Where an unsurveyed text can be cut after all, and its encoding. Faults: FILE_CHANGED, FILE_IS_FOLDER, JOB_CANCELLED.
 * `smallestPartBytes` is there for tests.
 */
export async function surveyTable(
  { plan, maxParts }: Order<'survey-table'>,
  context: OrderContext,
  smallestPartBytes = minimumPartBytes,
): Promise<Reply<'survey-table'>> {
  const { path, fileName, sizeBytes, textFormat, parts, unsurveyed } = plan;
  const [first] = parts;
  if (!textFormat || !first) throw new Fault('REQUEST_INVALID', { reason: 'no text to survey' });
  const file = openSync(path, 'r');
  try {
    if (regularFileSize(file, fileName) !== sizeBytes) throw new Fault('FILE_CHANGED', { file: fileName });
    const checksEncoding = unsurveyed?.checksEncoding ?? false;
    const whole = { fromByte: first.fromByte, toByte: sizeBytes };
    const range = { ...whole, maxParts, minimumPartBytes: smallestPartBytes, checksEncoding };
    const survey = surveyText(file, fileName, surveyRulesOf(textFormat, range), context);
    const format = { ...textFormat, encoding: encodingOfDamage(survey.undecodable) ?? textFormat.encoding };
    return { parts: hasUncertainFields(format) ? [whole] : survey.parts, textFormat: format };
  } finally {
    closeSync(file);
  }
}

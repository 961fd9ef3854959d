import { readSync } from 'node:fs';
import type { Survey, SurveyRules } from './survey-text.ts';

/** So much is looked at where the rows begin and at each cut. */
const lookBytes = 2 ** 16;

/**
 * Cuts a text at line breaks just where `surveyText` would if the file had no quotes, of which it only looks at the places
 * around: null where there is one, or where a line is so long that no place for a cut is found.
 */
export function cutUnseen(
  file: number,
  { fromByte, toByte, quote, lineEnd, maxParts, minimumPartBytes }: SurveyRules,
): Survey | null {
  const count = Math.max(1, Math.min(maxParts, Math.floor((toByte - fromByte) / minimumPartBytes)));
  const starts = [fromByte];
  const block = Buffer.allocUnsafe(lookBytes);
  for (let part = 0; part < count; part++) {
    const place = fromByte + Math.round(((toByte - fromByte) * part) / count);
    const bytes = block.subarray(0, readSync(file, block, 0, Math.min(lookBytes, toByte - place), place));
    if (bytes.includes(quote)) return null;
    if (part === 0) continue;
    const end = bytes.indexOf(lineEnd);
    if (end < 0) return null;
    const start = place + end + 1;
    if (start < toByte && start > (starts[starts.length - 1] as number)) starts.push(start);
  }
  const parts = starts.map((start, index) => ({ fromByte: start, toByte: starts[index + 1] ?? toByte }));
  return { parts, undecodable: null };
}

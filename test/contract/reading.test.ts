import { expect, it } from 'vitest';
import { isAsDetected, mainTable, readingSchema } from '../../contract/reading.ts';

it('the main table is what an empty reading means, field by field in the same order: keys are made of its text', () => {
  expect(JSON.stringify(mainTable)).toBe(JSON.stringify(readingSchema.parse({})));
});

it('a reading asks for something as soon as one field beside the sheet does', () => {
  expect(isAsDetected({ ...mainTable, sheet: 'Second' })).toBe(true);
  expect(isAsDetected({ ...mainTable, missingWords: ['-99'] })).toBe(false);
  expect(isAsDetected({ ...mainTable, isAllAsWritten: true })).toBe(false);
  expect(isAsDetected({ ...mainTable, header: { row: 0, rows: 0 } })).toBe(false);
});

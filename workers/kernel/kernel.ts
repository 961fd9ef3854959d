// What JavaScript calls: ../kernel-instance.ts tells of it.

export { countPairs, mapCodes } from './category-pairs';
export { clearOpenAtEnd, wasOpenAtEnd } from './closed-field';
export { startColumns } from './column-state';
export { lookUp, noteRows } from './convert-texts';
export { dealHashes, enterHashes, mixHashes } from './count-repeats';
export { countWholes, drainBuckets } from './count-wholes';
export { gatherCells } from './gather-cells';
export { hashEntries, mixCells, mixCodes, mixWholes } from './hash-rows';
export { isAscending } from './is-ascending';
export {
  addToWords,
  countCodes,
  countPartitions,
  dealEntries,
  joinCounts,
  joinPartition,
} from './join-texts';
export { keepRows, startRows } from './kept-rows';
export { allocate, release, reset, taken } from './memory';
export { noteDecimals } from './note-decimals';
export { numberAnew, packBits, packFlags, takeWanted, textsLength, writeTexts } from './parquet-pages';
export { standardize, takeWholes } from './product-sums';
export { correlateRanks, fillRanks, middleRanks } from './rank-pairs';
export { rankWholes } from './rank-wholes';
export { readColumns } from './read-columns';
export { hasValuesBeyond, setDamaged, setRules, setUsualFields, tableAt } from './rules';
export { countInBins, findRun, nextAbove, results, sumPowers, sumRuns, tallyRuns } from './run-statistics';
export { sampleRows } from './sample-rows';
export { scannedTo, scanRows } from './scan-rows';
export { forgetScratch } from './scratch-room';
export { codePoints, countInUse, mayBeEither, tallyTexts } from './tally-texts';
export { addDotProducts, addListed, addMarginals, addStretch, countMarks, multiplyColumns } from './tile-sums';
export { narrowWords, widenWords } from './word-widths';

/** Zeros `bytes` bytes at `at`. */
export function clear(at: usize, bytes: usize): void {
  memory.fill(at, 0, bytes);
}

export { jsonDepth, startJson } from './json-depth';
export { scanCells, scanStop } from './scan-cells';
export {
  countOfStrings,
  endStrings,
  reserveStrings,
  roomForString,
  scanStrings,
  startStrings,
  stringsAt,
  stringsEnd,
} from './scan-strings';
export {
  clearBatch,
  endBatch,
  isSharedValue,
  nextBatch,
  placeCell,
  putBoolean,
  putBytes,
  putNumber,
  putShared,
  putTime,
  startStretch,
} from './sheet-cells';
export {
  columnStateAt,
  noteRagged,
  setPlace,
  sheetBatchRows,
  sheetColumn,
  sheetRaggedRows,
  sheetRow,
  sheetTableAt,
  startSheet,
} from './sheet-state';
export { startSurvey, surveyedFields, surveyFields } from './survey-fields';

/** Addresses and lengths are in bytes. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  reset(): void;
  taken(): number;
  release(mark: number): void;
  allocate(bytes: number): number;
  setRules(
    delimiter: number,
    quote: number,
    lineEnd: number,
    decimal: number,
    fields: number,
    expectedFields: number,
    batchRows: number,
  ): void;
  setDamaged(isDamaged: boolean): void;
  tableAt(index: number): number;
  startColumns(columns: number): number;
  forgetScratch(): void;
  scanRows(from: number, to: number, isLast: boolean): number;
  scannedTo(): number;
  clearOpenAtEnd(): void;
  wasOpenAtEnd(): number;
  readColumns(rows: number): number;
  noteDecimals(rows: number, kept: number): void;
  startRows(expected: number): void;
  keepRows(columns: number, count: number): void;
  narrowWords(at: number, count: number, bytes: number): void;
  widenWords(at: number, count: number, bytes: number, isSigned: boolean): void;
  clear(at: number, bytes: number): void;
  isAscending(values: number, rows: number): number;
  countWholes(
    values: number,
    kinds: number,
    kind: number,
    rows: number,
    factor: number,
    minimum: number,
    buckets: number,
  ): void;
  drainBuckets(
    buckets: number,
    range: number,
    minimum: number,
    multiply: number,
    divide: number,
    values: number,
    counts: number,
  ): number;
  hashEntries(bytes: number, offsets: number, count: number, target: number): void;
  mixWholes(values: number, kind: number, rows: number, hashes: number): void;
  mixCodes(codes: number, entries: number, kind: number, rows: number, hashes: number): void;
  mixCells(
    kinds: number,
    wholes: number,
    doubles: number,
    codes: number,
    entries: number,
    rows: number,
    hashes: number,
  ): void;
  mixHashes(hashes: number, from: number, to: number, bits: number, ends: number): void;
  dealHashes(hashes: number, from: number, to: number, bits: number, ends: number, dealt: number): void;
  enterHashes(from: number, to: number, slots: number, slotCount: number): number;
  results(): number;
  sumRuns(values: number, counts: number, length: number, scale: number): void;
  sumPowers(values: number, counts: number, length: number, scale: number, center: number): void;
  tallyRuns(values: number, counts: number, length: number, low: number, high: number): void;
  findRun(counts: number, run: number, before: number, wanted: number): number;
  countInBins(values: number, counts: number, length: number, bins: number): void;
  nextAbove(counts: number, from: number, length: number, least: number): number;
  mapCodes(codes: number, marks: number, count: number, table: number): void;
  countPairs(left: number, right: number, count: number, size: number, table: number): void;
  sampleRows(rows: number, wanted: number, seed: number, target: number): void;
  countPartitions(hashes: number, from: number, to: number, bits: number, ends: number): void;
  dealEntries(
    hashes: number,
    bytes: number,
    offsets: number,
    from: number,
    to: number,
    bits: number,
    ends: number,
    dealt: number,
  ): void;
  joinPartition(
    from: number,
    to: number,
    bytes: number,
    offsets: number,
    slots: number,
    slotCount: number,
    firsts: number,
  ): void;
  joinCounts(counts: number, firsts: number, from: number, to: number): void;
  addToWords(from: number, to: number, amount: number): void;
  countInUse(counts: number, from: number, to: number): number;
  codePoints(from: number, to: number): number;
  tallyTexts(
    bytes: number,
    offsets: number,
    counts: number,
    from: number,
    to: number,
    lengths: number,
    longs: number,
    looks: number,
    found: number,
  ): void;
  gatherCells(
    values: number,
    bytes: number,
    isSigned: boolean,
    kinds: number,
    kind: number,
    sample: number,
    start: number,
    from: number,
    to: number,
    factor: number,
    target: number,
    marks: number,
  ): void;
  noteRows(
    codes: number,
    kinds: number,
    kind: number,
    row: number,
    to: number,
    classOfEntry: number,
    classes: number,
    firsts: number,
    open: number,
  ): number;
  lookUp(codes: number, count: number, table: number): void;
  countCodes(codes: number, kinds: number, kind: number, rows: number, counts: number): void;
  takeWholes(
    wholes: number,
    kinds: number,
    kind: number,
    rows: number,
    multiply: number,
    divide: number,
    absent: number,
    values: number,
    marks: number,
  ): number;
  takeWanted(words: number, kinds: number, count: number, kindsWanted: number): number;
  packFlags(kinds: number, rows: number, kindsWanted: number, target: number): number;
  numberAnew(codes: number, count: number, numbers: number, codesOfNumbers: number, most: number): number;
  packBits(words: number, count: number, width: number, target: number): void;
  textsLength(codes: number, count: number, offsets: number): number;
  writeTexts(codes: number, count: number, offsets: number, bytes: number, target: number): void;
  addStretch(
    at: number,
    stride: number,
    columns: number,
    size: number,
    rows: number,
    tileRows: number,
    factors: number,
    whole: number,
    present: number,
    presentStride: number,
    counts: number,
    totals: number,
    squares: number,
    list: number,
    products: number,
  ): void;
  rankWholes(
    values: number,
    marks: number,
    count: number,
    minimum: number,
    range: number,
    codes: number,
    counts: number,
    total: number,
    rows: number,
    keys: number,
    spareRows: number,
    spareKeys: number,
    starts: number,
  ): number;
  middleRanks(counts: number, distinct: number, ranks: number): void;
  fillRanks(codes: number, ranks: number, rows: number, center: number, total: number, values: number): void;
  correlateRanks(
    leftCodes: number,
    rightCodes: number,
    rows: number,
    leftDistinct: number,
    rightDistinct: number,
    leftCounts: number,
    rightCounts: number,
    leftRanks: number,
    rightRanks: number,
  ): number;
  startStrings(): void;
  reserveStrings(bytes: number): void;
  scanStrings(from: number, to: number): number;
  roomForString(length: number): number;
  countOfStrings(): number;
  stringsAt(): number;
  stringsEnd(): number;
  endStrings(): void;
  startSheet(first: number, end: number, columns: number, formats: number, has1904: boolean): void;
  sheetTableAt(index: number): number;
  columnStateAt(place: number): number;
  noteRagged(): void;
  scanCells(from: number, to: number): number;
  scanStop(): number;
  setPlace(row: number, column: number): void;
  sheetRow(): number;
  sheetColumn(): number;
  sheetRaggedRows(): number;
  sheetBatchRows(): number;
  placeCell(row: number, column: number): number;
  putNumber(place: number, value: number): void;
  putTime(place: number, timeMs: number): void;
  putBoolean(place: number, isTrue: boolean): void;
  putBytes(place: number, from: number, to: number, isError: boolean): void;
  isSharedValue(index: number): number;
  putShared(place: number, index: number): void;
  clearBatch(rows: number, columns: number): void;
  endBatch(rows: number, columns: number): void;
  nextBatch(rows: number, columns: number): void;
  /** After `nextBatch`: the columns forget what they held so far. */
  startStretch(columns: number): void;
  startSurvey(): number;
  surveyFields(from: number, to: number, isLast: boolean): number;
  surveyedFields(): number;
  setUsualFields(fields: number, joinsRest: boolean): void;
  hasValuesBeyond(): number;
  startJson(): void;
  jsonDepth(from: number, to: number): number;
}

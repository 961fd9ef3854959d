import { damagedModel } from '../model-reason.ts';
import { binaryBase } from './catboost-binary-base.ts';
import { FlatTable, type ReadingBudget, sizedPart } from './flatbuffer.ts';
import type { JsonObject } from './json-values.ts';

/** Fields of TCtrValueTable. */
const inTable = { base: 0, index: 1, counts: 2, denominator: 3, classes: 4 } as const;
/** A bucket of the index: a hash of 64 bits, and the place of its counts. */
const bucketBytes = 12;
const noHash = 0xffff_ffff_ffff_ffffn;
const nowhere = 0xffff_ffff;

const mostClasses = 10_000;

/** The tables behind the core, one by one behind how many they are, as `ctr_data` of the JSON. Throws MODEL_DAMAGED. */
export function binaryTables(bytes: Buffer, from: number, budget: ReadingBudget): JsonObject {
  if (bytes.length < from + 4) throw damagedModel('it ends too early');
  const count = bytes.readUInt32LE(from);
  const tables = new Map<string, JsonObject>();
  let at = from + 4;
  for (let place = 0; place < count; place++) {
    const part = sizedPart(bytes, at);
    at = part.end;
    const table = FlatTable.root(part.bytes, budget);
    const base = binaryBase(table.table(inTable.base));
    tables.set(base.identifier, tableOf(table, base.type, budget));
  }
  return Object.fromEntries(tables);
}

function tableOf(table: FlatTable, type: string, budget: ReadingBudget): JsonObject {
  const index = table.structs(inTable.index, 1);
  const counts = table.structs(inTable.counts, 1);
  const isMean = type === 'BinarizedTargetMeanValue' || type === 'FloatTargetMeanValue';
  const isCount = type === 'Counter' || type === 'FeatureFreq';
  const own = isMean ? 2 : isCount ? 1 : table.whole(inTable.classes, 0);
  if (own < 1 || own > mostClasses || index.length % bucketBytes !== 0) {
    throw damagedModel('hash_stride does not fit hash_map');
  }
  const cells: (string | number)[] = [];
  for (let at = 0; at < index.length; at += bucketBytes) {
    const hash = index.readBigUInt64LE(at);
    const place = index.readUInt32LE(at + 8);
    if (hash === noHash || place === nowhere) continue;
    // Buckets may share their counts, so these are paid for each time.
    budget.left -= own;
    if ((place + 1) * own * 4 > counts.length || budget.left < 0) throw damagedModel('it points outside itself');
    cells.push(String(hash));
    for (let one = 0; one < own; one++) {
      const cell = (place * own + one) * 4;
      // Of a mean the sum is a number of single precision, and how many there were a whole one.
      cells.push(isMean && one === 0 ? counts.readFloatLE(cell) : counts.readInt32LE(cell));
    }
  }
  return {
    hash_stride: own + 1,
    hash_map: cells,
    counter_denominator: table.whole(inTable.denominator, 0),
  };
}

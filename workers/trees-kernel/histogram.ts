import {
  activeBlocksAt,
  blockBinsAt,
  blockBytes,
  blockListAt,
  blocksAt,
  blockTableAt,
  candidateBytes,
  candidateGain,
  candidatesAt,
  header,
  isPlainAt,
  laneMasksAt,
  pairBytes,
  pairGradient,
  pairHessian,
  pairHigh,
  pairHistogram,
  pairLow,
  pairNode,
  pairOther,
  pairOtherGradient,
  pairOtherHessian,
  pairOtherHigh,
  pairOtherLow,
  pairTableAt,
  pairTree,
  partCountersAt,
  partHistogramsAt,
  partsAt,
  rowsAt,
  trainChunksAt,
  unitBytes,
  unitsAt,
} from './layout';
import { searchLanes } from './search-lanes';
import { searchPlain } from './search-plain';
import { packedList, rowList, segmentAt } from './start-tree';
import { ownRoom } from './thread-room';
import { address, firstRowOf, word } from './words';

/** Rows whose bins are fetched at a time, into the room of the thread. */
const fetchedRows: usize = 256;

/*
 * The histogram of a block of eight features: for each bin eight words side by side, one a feature, each the packed sums of
 * gradient and hessian. So the place of a feature's word is a constant, a bin's words are a cache line, and the search goes
 * through all features at once.
 */

/** Bytes of a histogram of a block: bins × 8 features × 8 bytes. */
function bytesOf(table: usize): usize {
  return (<usize>load<i32>(table, 128)) << 6;
}

/**
 * One block of the histograms of two siblings, and the best split of each: the smaller one from its rows, the other one as what
 * its parent had more. Where rows are added up in parts, whoever ends the last part does the rest.
 */
export function buildHistograms(item: i32): void {
  const parts = word(partsAt);
  const active = word(activeBlocksAt);
  const part = item % parts;
  const place = item / parts;
  const pair = place / active;
  const block = load<i32>(address(blockListAt) + ((<usize>(place % active)) << 2));
  const entry = address(pairTableAt) + <usize>pair * pairBytes;
  const table = address(blockTableAt) + <usize>block * blockBytes;
  const candidates = address(candidatesAt) + <usize>(pair * 2 * word(blocksAt) + block) * candidateBytes;
  const other = candidates + <usize>word(blocksAt) * candidateBytes;
  const tree = load<i32>(entry + pairTree);
  const units = header + unitsAt + <usize>tree * unitBytes;
  const mask = <i32>load<u8>(address(laneMasksAt) + <usize>(tree * word(blocksAt) + block));
  if (part === 0) {
    store<f64>(candidates + candidateGain, 0);
    store<f64>(other + candidateGain, 0);
  }
  if (mask === 0) return;
  const offset = <usize>load<u32>(table, 136);
  const own = <usize>load<u32>(entry + pairHistogram) + offset;
  const bytes = bytesOf(table);
  const extra = address(partHistogramsAt) + <usize>place * <usize>(parts - 1) * (256 << 6);
  const target = part === 0 ? own : extra + <usize>(part - 1) * (256 << 6);
  memory.fill(target, 0, bytes);
  addRows(tree, load<i32>(entry + pairNode), block, load<i32>(table, 132), part, parts, target);
  if (parts > 1) {
    if (atomic.add<i32>(address(partCountersAt) + ((<usize>place) << 2), 1) !== parts - 1) return;
    for (let more = 0; more < parts - 1; more++) addTo(own, extra + <usize>more * (256 << 6), bytes);
  }
  const isPlain = word(isPlainAt) !== 0 && load<i32>(table, 140) !== 0;
  const gradient = load<f64>(entry + pairGradient);
  const hessian = load<f64>(entry + pairHessian);
  if (isPlain) searchPlain(own, table, mask, gradient, hessian, units, candidates);
  else {
    const low = load<f64>(entry + pairLow);
    const high = load<f64>(entry + pairHigh);
    searchLanes(own, table, mask, gradient, hessian, low, high, units, candidates);
  }
  const parent = <usize>load<u32>(entry + pairOther);
  if (parent === 0) return;
  subtractFrom(parent + offset, own, bytes);
  const otherGradient = load<f64>(entry + pairOtherGradient);
  const otherHessian = load<f64>(entry + pairOtherHessian);
  if (isPlain) searchPlain(parent + offset, table, mask, otherGradient, otherHessian, units, other);
  else {
    const low = load<f64>(entry + pairOtherLow);
    const high = load<f64>(entry + pairOtherHigh);
    searchLanes(parent + offset, table, mask, otherGradient, otherHessian, low, high, units, other);
  }
}

function addRows(tree: i32, node: i32, block: i32, features: i32, part: i32, parts: i32, histogram: usize): void {
  const chunks = word(trainChunksAt);
  const from = (chunks * part) / parts;
  const end = (chunks * (part + 1)) / parts;
  // The depth of a node tells which list its rows stand in: it is kept in the upper bits of its number.
  const depth = node >> 24;
  const number = node & 0xffffff;
  const blockBins = address(blockBinsAt) + ((<usize>block * <usize>word(rowsAt)) << 3);
  for (let chunk = from; chunk < end; chunk++) {
    const segment = load<u32>(segmentAt(tree, number, chunk));
    const rows = segment & 0xffff;
    if (rows === 0) continue;
    const start = <usize>(segment >>> 16);
    const list = rowList(tree, depth, chunk) + (start << 1);
    const packed = packedList(tree, depth, chunk) + (start << 3);
    const bins = blockBins + (firstRowOf(chunk) << 3);
    if (features > 4) addEight(list, packed, rows, bins, histogram);
    else addFour(list, packed, rows, bins, histogram);
  }
}

function add(at: usize, amount: i64, lane: usize): void {
  store<i64>(at + lane, load<i64>(at + lane) + amount);
}

/*
 * The bins of some rows are first fetched into a short list: so many fetches of memory are under way at once, where the additions,
 * a hundred instructions for each row, would let only a few begin before the first has come.
 */

function addEight(list: usize, packed: usize, rows: u32, bins: usize, histogram: usize): void {
  const end = list + ((<usize>rows) << 1);
  const fetched = ownRoom();
  while (list < end) {
    const until = min(end, list + (fetchedRows << 1));
    let at = fetched;
    for (; list < until; list += 2, at += 8) store<u64>(at, load<u64>(bins + ((<usize>load<u16>(list)) << 3)));
    for (let place = fetched; place < at; place += 8, packed += 8) {
      const amount = load<i64>(packed);
      const first = load<u32>(place);
      const second = load<u32>(place, 4);
      add(histogram + <usize>((first << 6) & 0x3fc0), amount, 0);
      add(histogram + <usize>((first >>> 2) & 0x3fc0), amount, 8);
      add(histogram + <usize>((first >>> 10) & 0x3fc0), amount, 16);
      add(histogram + <usize>((first >>> 18) & 0x3fc0), amount, 24);
      add(histogram + <usize>((second << 6) & 0x3fc0), amount, 32);
      add(histogram + <usize>((second >>> 2) & 0x3fc0), amount, 40);
      add(histogram + <usize>((second >>> 10) & 0x3fc0), amount, 48);
      add(histogram + <usize>((second >>> 18) & 0x3fc0), amount, 56);
    }
  }
}

function addFour(list: usize, packed: usize, rows: u32, bins: usize, histogram: usize): void {
  const end = list + ((<usize>rows) << 1);
  const fetched = ownRoom();
  while (list < end) {
    const until = min(end, list + (fetchedRows << 1));
    let at = fetched;
    for (; list < until; list += 2, at += 4) store<u32>(at, load<u32>(bins + ((<usize>load<u16>(list)) << 3)));
    for (let place = fetched; place < at; place += 4, packed += 8) {
      const amount = load<i64>(packed);
      const first = load<u32>(place);
      add(histogram + <usize>((first << 6) & 0x3fc0), amount, 0);
      add(histogram + <usize>((first >>> 2) & 0x3fc0), amount, 8);
      add(histogram + <usize>((first >>> 10) & 0x3fc0), amount, 16);
      add(histogram + <usize>((first >>> 18) & 0x3fc0), amount, 24);
    }
  }
}

function addTo(target: usize, from: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(target + at, i64x2.add(v128.load(target + at), v128.load(from + at)));
  }
}

function subtractFrom(target: usize, from: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(target + at, i64x2.sub(v128.load(target + at), v128.load(from + at)));
  }
}

import {
  blockBinsAt,
  blockBytes,
  blocksAt,
  blockTableAt,
  columnBytesAt,
  columnsAt,
  laneBytes,
  lanes,
  rowsAt,
} from './layout';
import { address, firstRowOf, rowsOfChunk, word } from './words';

/** Lays the bins of eight features of a row side by side, for the rows of a chunk; lanes without a feature hold zeros. */
export function transposeChunk(chunk: i32): void {
  const first = firstRowOf(chunk);
  const count = rowsOfChunk(chunk);
  const stride = <usize>word(columnBytesAt);
  for (let block = 0; block < word(blocksAt); block++) {
    const target = address(blockBinsAt) + ((<usize>block * <usize>word(rowsAt) + first) << 3);
    const table = address(blockTableAt) + <usize>block * blockBytes;
    for (let lane = 0; lane < lanes; lane++) {
      const bins = load<i32>(table + <usize>lane * laneBytes);
      const feature = load<i32>(table + <usize>lane * laneBytes, 12);
      const column = address(columnsAt) + <usize>feature * stride + first;
      for (let row = 0; row < count; row++) {
        store<u8>(target + ((<usize>row) << 3) + <usize>lane, bins === 0 ? 0 : load<u8>(column + <usize>row));
      }
    }
  }
}

// Nodes are four words, as ../trees/score/packed-trees.ts lays them out.

/**
 * Adds the leaves of one tree to the margins of `rows` rows, each of which walks until it is at a leaf. `setWords`: where the sets
 * of categories are; `width`: words of a row; `stride`: bytes between margins.
 */
export function walkRows(
  nodes: usize,
  values: usize,
  root: u32,
  setWords: usize,
  block: usize,
  width: u32,
  rows: u32,
  margins: usize,
  stride: u32,
): void {
  const rowBytes = (<usize>width) << 2;
  let row = block;
  let margin = margins;
  for (let done: u32 = 0; done < rows; done++) {
    let node = root;
    let left = load<u32>(nodes + ((<usize>node) << 4), 8);
    while (left !== node) {
      const at = nodes + ((<usize>node) << 4);
      const value = load<i32>(row + ((<usize>load<u32>(at)) << 2));
      node = left + goesRight(value, load<i32>(at, 4), load<i32>(at, 12), setWords);
      left = load<u32>(nodes + ((<usize>node) << 4), 8);
    }
    add(margin, values, node);
    row += rowBytes;
    margin += stride;
  }
}

function add(margin: usize, values: usize, leaf: u32): void {
  store<f64>(margin, load<f64>(margin) + load<f64>(values + ((<usize>leaf) << 3)));
}

/** 1 where a value goes right: a rank that reaches `code`, or a category of the set whose place is −1 − `code`. */
export function goesRight(value: i32, code: i32, size: i32, setWords: usize): u32 {
  if (code >= 0) return <u32>(value >= code);
  if (value < 0) return 1;
  if (value >= size) return 0;
  const word = load<u32>(setWords + ((<usize>(-1 - code + (value >>> 5))) << 2));
  return (word >>> (value & 31)) & 1;
}

// Nodes are four words, as ../trees/score/packed-trees.ts lays them out.

function next(nodes: usize, node: u32, row: usize): u32 {
  const at = nodes + ((<usize>node) << 4);
  return load<u32>(at, 8) + <u32>(load<i32>(row + ((<usize>load<u32>(at)) << 2)) >= load<i32>(at, 4));
}

/**
 * Adds the leaves of one tree to the margins of `rows` rows, which are a multiple of four: four walk side by side, each as many
 * steps as the tree is deep. `width`: words of a row; `stride`: bytes between margins.
 */
export function walkRows(
  nodes: usize,
  values: usize,
  root: u32,
  depth: i32,
  block: usize,
  width: u32,
  rows: u32,
  margins: usize,
  stride: u32,
): void {
  const rowBytes = (<usize>width) << 2;
  let row = block;
  let margin = margins;
  for (let done: u32 = 0; done < rows; done += 4) {
    let a = root;
    let b = root;
    let c = root;
    let d = root;
    for (let step = 0; step < depth; step++) {
      a = next(nodes, a, row);
      b = next(nodes, b, row + rowBytes);
      c = next(nodes, c, row + 2 * rowBytes);
      d = next(nodes, d, row + 3 * rowBytes);
    }
    add(margin, values, a);
    add(margin + stride, values, b);
    add(margin + 2 * stride, values, c);
    add(margin + 3 * stride, values, d);
    row += 4 * rowBytes;
    margin += 4 * stride;
  }
}

function add(margin: usize, values: usize, leaf: u32): void {
  store<f64>(margin, load<f64>(margin) + load<f64>(values + ((<usize>leaf) << 3)));
}

/** As `walkRows`, row by row until a leaf, with nodes that ask whether a category is in a set; `setWords`: where the sets are. */
export function walkSets(
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

/** 1 where a value goes right: a rank that reaches `code`, or a category of the set whose place is −1 − `code`. */
export function goesRight(value: i32, code: i32, size: i32, setWords: usize): u32 {
  if (code >= 0) return <u32>(value >= code);
  if (value < 0) return 1;
  if (value >= size) return 0;
  const word = load<u32>(setWords + ((<usize>(-1 - code + (value >>> 5))) << 2));
  return (word >>> (value & 31)) & 1;
}

/** A tree of a fit, node by node; children stand after their parent. What a split looks like in bins is kept besides. */
export class GrowingTree {
  /** The output that it adds to. */
  readonly output: number;
  readonly splitFeatures: number[] = [];
  readonly thresholds: number[] = [];
  readonly leftNodes: number[] = [];
  readonly rightNodes: number[] = [];
  readonly flags: number[] = [];
  /** Codes that go right, as words of bits; null where no categories are split. */
  readonly sets: (Uint32Array | null)[] = [];
  readonly values: number[] = [];
  readonly covers: number[] = [];
  readonly gains: number[] = [];
  readonly depths: number[] = [];

  constructor(output: number) {
    this.output = output;
  }

  get size(): number {
    return this.splitFeatures.length;
  }

  /** Adds a leaf and answers its number. */
  addLeaf(depth: number): number {
    this.splitFeatures.push(-1);
    this.thresholds.push(0);
    this.leftNodes.push(0);
    this.rightNodes.push(0);
    this.flags.push(0);
    this.sets.push(null);
    this.values.push(0);
    this.covers.push(0);
    this.gains.push(0);
    this.depths.push(depth);
    return this.size - 1;
  }

  /** Numbers of the leaves, in the order of the nodes. */
  leaves(): readonly number[] {
    return [...this.splitFeatures.keys()].filter((node) => this.splitFeatures[node]! < 0);
  }

  /** Sums up covers and expected values from the leaves to the root. */
  fillInnerNodes(): void {
    for (let node = this.size - 1; node >= 0; node--) {
      if (this.splitFeatures[node]! < 0) continue;
      const left = this.leftNodes[node]!;
      const right = this.rightNodes[node]!;
      const cover = this.covers[left]! + this.covers[right]!;
      this.covers[node] = cover;
      const sum = this.covers[left]! * this.values[left]! + this.covers[right]! * this.values[right]!;
      this.values[node] = cover > 0 ? sum / cover : 0;
    }
  }
}

/** Whole numbers below 2³² collected without knowing how many there will be. */
export class GrowingList {
  #values = new Uint32Array(65_536);
  #length = 0;
  #isRising = true;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    if (this.#length > 0 && value < (this.#values[this.#length - 1] as number)) this.#isRising = false;
    this.#values[this.#length++] = value;
  }

  /** What was collected, rising. The list must not be used afterwards. */
  sorted(): Uint32Array {
    const values = this.#values.subarray(0, this.#length);
    return this.#isRising ? values : values.sort();
  }
}

const firstSlots = 1024;
/** Of so many slots one is taken at most. */
const slotsEach = 2;

/** Numbers pairs of words of 32 bits in the order in which they come, each once: 0, 1, 2… */
export class WordIds {
  #slots: Int32Array;
  #words: Int32Array;
  #size = 0;

  /** `expected`: about how many there will be. */
  constructor(expected = 0) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(firstSlots, expected * slotsEach + 1)));
    this.#slots = new Int32Array(slots);
    this.#words = new Int32Array(slots);
  }

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** The number of a pair, which it gets when it comes for the first time. */
  idOf(low: number, high: number): number {
    if ((this.#size + 1) * slotsEach > this.#slots.length) this.#grow();
    const slots = this.#slots;
    const words = this.#words;
    const mask = slots.length - 1;
    let slot = slotOf(low, high) & mask;
    for (;;) {
      const id = (slots[slot] as number) - 1;
      if (id < 0) break;
      if (words[2 * id] === low && words[2 * id + 1] === high) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.#size++;
    words[2 * id] = low;
    words[2 * id + 1] = high;
    slots[slot] = id + 1;
    return id;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const words = new Int32Array(slots.length);
    words.set(this.#words.subarray(0, 2 * this.#size));
    const mask = slots.length - 1;
    for (let id = 0; id < this.#size; id++) {
      let slot = slotOf(words[2 * id] as number, words[2 * id + 1] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
    this.#words = words;
  }
}

/**
 * Where a pair is looked for first. Whole numbers one after the other differ in their high words alone, by little: they are found
 * side by side, where the processor has them at hand. The low word is spread over all slots.
 */
function slotOf(low: number, high: number): number {
  return (high + (Math.imul(low ^ (low >>> 15), 0x85ebca6b) >>> 8)) | 0;
}

/** Makes words of 16 bits of the `count` of 32 bits at `at`, or, where `bytes` is 1, of 8 bits. What is cut off is lost. */
export function narrowWords(at: usize, count: i32, bytes: i32): void {
  const end = at + ((<usize>count) << 1);
  let from = at;
  // Up to seven words beyond the last are read and written.
  for (let to = at; to < end; to += 16, from += 32) {
    const low = v128.load(from);
    const high = v128.load(from, 16);
    v128.store(to, i8x16.shuffle(low, high, 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29));
  }
  if (bytes !== 1) return;
  from = at;
  for (let to = at; to < at + <usize>count; to += 16, from += 32) {
    const low = v128.load(from);
    const high = v128.load(from, 16);
    v128.store(to, i8x16.shuffle(low, high, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30));
  }
}

/**
 * Makes words of 32 bits of `count` shorter ones, of 2 bytes or of 1, which stand at the very end of the room that the
 * longer ones take from `at` on, or at the next multiple of 8. Without `isSigned` they are never negative.
 */
export function widenWords(at: usize, count: i32, bytes: i32, isSigned: bool): void {
  let from = (at + <usize>count * (4 - <usize>bytes) + 7) & ~7;
  const end = at + ((<usize>count) << 2);
  let to = at;
  if (bytes === 2) {
    for (; to + 32 <= end; to += 32, from += 16) {
      const words = v128.load(from);
      v128.store(to, isSigned ? i32x4.extend_low_i16x8_s(words) : i32x4.extend_low_i16x8_u(words));
      v128.store(to, isSigned ? i32x4.extend_high_i16x8_s(words) : i32x4.extend_high_i16x8_u(words), 16);
    }
    for (; to < end; to += 4, from += 2) store<i32>(to, isSigned ? <i32>load<i16>(from) : <i32>load<u16>(from));
    return;
  }
  for (; to + 32 <= end; to += 32, from += 8) {
    const words = isSigned ? v128.load8x8_s(from) : v128.load8x8_u(from);
    v128.store(to, i32x4.extend_low_i16x8_s(words));
    v128.store(to, i32x4.extend_high_i16x8_s(words), 16);
  }
  for (; to < end; to += 4, from++) store<i32>(to, isSigned ? <i32>load<i8>(from) : <i32>load<u8>(from));
}

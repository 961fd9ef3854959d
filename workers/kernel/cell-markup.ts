/** Types of cells. */
export const typeNumber: i32 = 0;
export const typeShared: i32 = 1;
export const typeText: i32 = 2;
export const typeBoolean: i32 = 3;
export const typeError: i32 = 4;
export const typeInline: i32 = 5;

/** The type that stands at `at`, up to its quote; −1 for one that the host must read. */
export function typeAt(at: usize): i32 {
  const word = load<u32>(at);
  const two = word & 0xffff;
  if (two === 0x2273) return typeShared; // s"
  if (two === 0x226e) return typeNumber; // n"
  if (two === 0x2262) return typeBoolean; // b"
  if (two === 0x2265) return typeError; // e"
  if (word === 0x22727473) return typeText; // str"
  if (load<u64>(at) === 0x7453656e696c6e69 && load<u16>(at, 8) === 0x2272) return typeInline; // inlineStr"
  return -1;
}

/** The place behind `<f>…</f>` or `<f …/>`; 0 where it has another form. */
export function behindFormula(from: usize): usize {
  let at = from + 2;
  const first = load<u8>(at);
  if (first !== 62 && first !== 32 && first !== 47) return 0;
  let byte = first;
  while (byte !== 62 && byte !== 60 && byte !== 0) {
    if (byte === 34) {
      byte = load<u8>(++at);
      while (byte !== 34 && byte !== 0 && byte !== 60) byte = load<u8>(++at);
      if (byte !== 34) return 0;
    }
    byte = load<u8>(++at);
  }
  if (byte !== 62) return 0;
  if (load<u8>(at - 1) === 47) return at + 1;
  at++;
  byte = load<u8>(at);
  while (byte !== 60 && byte !== 0) byte = load<u8>(++at);
  return load<u32>(at) === 0x3e662f3c ? at + 4 : 0; // </f>
}

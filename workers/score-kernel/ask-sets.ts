// Planes of questions for categories; ../trees/score/set-questions.ts lays them out.
import { blockRows, codeForm, planeBytes, singleForm } from './layout';

/**
 * Puts the rows of a column of categories into planes: of those that miss one, at `missing`; and of each code below `limit` that
 * any row has, one after the other at `planes`, with the codes at `codes`. `known` has a word of 0 for each code below the
 * limit, before and after. Gives how many codes there are.
 */
export function findCodes(
  raw: usize,
  form: i32,
  limit: i32,
  known: usize,
  missing: usize,
  codes: usize,
  planes: usize,
): u32 {
  memory.fill(missing, 0, planeBytes);
  let count: u32 = 0;
  for (let row: usize = 0; row < <usize>blockRows; row++) {
    let code: i32;
    let isMissing: bool;
    if (form === codeForm) {
      code = load<i32>(raw + (row << 2));
      isMissing = code < 0;
    } else {
      const value = form === singleForm ? <f64>load<f32>(raw + (row << 2)) : load<f64>(raw + (row << 3));
      isMissing = isNaN(value);
      // Numbers below zero, or beyond all sets, are categories that nobody knows.
      code = value > -1 && value < limit ? <i32>value : -1;
    }
    let plane = missing;
    if (!isMissing) {
      // No set holds it: the row is in no plane.
      if (code < 0 || code >= limit) continue;
      const entry = known + ((<usize>code) << 2);
      let place = load<u32>(entry);
      if (place === 0) {
        store<i32>(codes + ((<usize>count) << 2), code);
        memory.fill(planes + <usize>count * planeBytes, 0, planeBytes);
        place = ++count;
        store<u32>(entry, place);
      }
      plane = planes + <usize>(place - 1) * planeBytes;
    }
    const at = plane + (row >> 3);
    store<u8>(at, load<u8>(at) | ((<u8>1) << (<u8>(row & 7))));
  }
  for (let at: u32 = 0; at < count; at++) store<u32>(known + ((<usize>load<u32>(codes + ((<usize>at) << 2))) << 2), 0);
  return count;
}

/**
 * Answers which rows have a category of a set: `questions` has, `asked` times, the address of the set's words, the number of
 * codes that they reach to, whether missing rows count, and the address of the plane.
 */
export function askSets(questions: usize, asked: u32, codes: usize, count: u32, planes: usize, missing: usize): void {
  for (let question: u32 = 0; question < asked; question++) {
    const words = <usize>load<u32>(questions);
    const size = load<i32>(questions, 4);
    const withMissing = i32x4.splat(0 - load<i32>(questions, 8));
    const to = <usize>load<u32>(questions, 12);
    questions += 16;
    let a = v128.and(withMissing, v128.load(missing));
    let b = v128.and(withMissing, v128.load(missing, 16));
    let c = v128.and(withMissing, v128.load(missing, 32));
    let d = v128.and(withMissing, v128.load(missing, 48));
    for (let place: u32 = 0; place < count; place++) {
      const code = load<i32>(codes + ((<usize>place) << 2));
      if (code >= size) continue;
      const word = load<u32>(words + ((<usize>(code >>> 5)) << 2));
      if (((word >>> (code & 31)) & 1) === 0) continue;
      const plane = planes + <usize>place * planeBytes;
      a = v128.or(a, v128.load(plane));
      b = v128.or(b, v128.load(plane, 16));
      c = v128.or(c, v128.load(plane, 32));
      d = v128.or(d, v128.load(plane, 48));
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  }
}

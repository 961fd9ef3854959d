/** Hessian and gradient of two rows, in single precision, side by side: in this order they become the halves of one word. */
export function putPair(at: usize, gradient: v128, hessian: v128): void {
  const left = f32x4.demote_f64x2_zero(hessian);
  const right = f32x4.demote_f64x2_zero(gradient);
  v128.store(at, i8x16.shuffle(left, right, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
}

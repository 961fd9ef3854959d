/** What the numbers of a tree in growth are in the units of its packed gradients. */
export interface PackedUnits {
  /** Units in a gradient of 1. */
  readonly gradient: number;
  /** Units in a hessian of 1. */
  readonly hessian: number;
  readonly lambda: number;
  readonly alpha: number;
}

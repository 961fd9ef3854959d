/** The place of the largest of `classes` numbers from `offset` on; the first of equal ones. */
export function likeliestClass(probabilities: Float64Array, offset: number, classes: number): number {
  let best = 0;
  for (let place = 1; place < classes; place++) {
    if ((probabilities[offset + place] as number) > (probabilities[offset + best] as number)) best = place;
  }
  return best;
}

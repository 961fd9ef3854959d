// What JavaScript calls: ../trees/score/score-kernel.ts tells of it.
export { explainRows } from './explain-rows';
export { walkRows, walkSets } from './walk-rows';

/** Where the kernel's own data end. */
export function ownBytes(): usize {
  return __heap_base;
}

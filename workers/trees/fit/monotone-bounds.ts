import type { OpenNode } from './open-node.ts';
import type { PackedUnits } from './packed-units.ts';

/**
 * The middle between the values that the children of a node would have, in packed units: where the split's feature is monotone, it
 * bounds both, so that nothing below them can turn their order round (as XGBoost does). `gradient` and `hessian` are the left one's.
 */
export function middleOfChildren(parent: OpenNode, gradient: number, hessian: number, units: PackedUnits): number {
  const childValue = (ownGradient: number, ownHessian: number) => {
    const shrunk = Math.sign(ownGradient) * Math.max(0, Math.abs(ownGradient) - units.alpha);
    return Math.min(parent.high, Math.max(parent.low, -shrunk / (ownHessian + units.lambda)));
  };
  return (childValue(gradient, hessian) + childValue(parent.gradient - gradient, parent.hessian - hessian)) / 2;
}

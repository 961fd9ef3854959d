import { blankPrediction } from '../store/prediction-slice.ts';
import { useStore } from '../store/store.ts';

/** Goes to the start screen to predict with a model. */
export function predictWith(modelId: string): void {
  const { changePrediction, pickRecipe, goTo } = useStore.getState();
  changePrediction({ ...blankPrediction, modelId });
  pickRecipe('predict');
  goTo('start');
}

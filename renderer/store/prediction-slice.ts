import type { StateCreator } from 'zustand';
import { type PredictOptions, predictOptionsSchema } from '../../contract/predict/predict-options.ts';
import { type TrainOptions, trainOptionsSchema } from '../../contract/train/train-options.ts';

/** What a training of the chosen files is to be like. */
export interface TrainDraft {
  /** The file (by its key) that `target`, columns and roles were chosen for. */
  readonly itemKey: string | null;
  /** null: not known yet. */
  readonly target: string | null;
  /** Whether nothing can be trained for this target, as the fault beside it says. */
  readonly isRefused: boolean;
  /** Chosen files (by key) that are not trained on: the model is scored on them. */
  readonly testKeys: readonly string[];
  readonly options: TrainSettings;
}
/** All options that do not follow from the files. */
export type TrainSettings = Omit<TrainOptions, 'target' | 'testInputs'>;

/** What a prediction of the chosen files is to be like. */
export interface PredictDraft {
  /** null: the model that fits best, once that is known. */
  readonly modelId: string | null;
  readonly options: PredictSettings;
  /** Whether the person has chosen by what to group; until then what suits best is proposed. */
  readonly isGroupChosen: boolean;
}
/** The language is the window's. */
export type PredictSettings = Omit<PredictOptions, 'modelId' | 'locale'>;

const { target: _target, testInputs: _testInputs, ...usualTraining } = trainOptionsSchema.parse({ target: '-' });
const {
  modelId: _modelId,
  locale: _locale,
  ...usualPrediction
} = predictOptionsSchema.parse({ modelId: '00000000-0000-4000-8000-000000000000' });

export const blankTraining: TrainDraft = {
  ...{ itemKey: null, target: null, isRefused: false, testKeys: [] },
  options: usualTraining,
};
export const blankPrediction: PredictDraft = { modelId: null, options: usualPrediction, isGroupChosen: false };

export interface PredictionSlice {
  readonly trainDraft: TrainDraft;
  readonly predictDraft: PredictDraft;
  readonly changeTraining: (part: Partial<TrainDraft>) => void;
  readonly changeTrainSettings: (part: Partial<TrainSettings>) => void;
  readonly changePrediction: (part: Partial<PredictDraft>) => void;
  readonly changePredictSettings: (part: Partial<PredictSettings>) => void;
}

export const createPredictionSlice: StateCreator<PredictionSlice> = (set) => ({
  trainDraft: blankTraining,
  predictDraft: blankPrediction,
  changeTraining: (part) => set(({ trainDraft }) => ({ trainDraft: { ...trainDraft, ...part } })),
  changeTrainSettings: (part) =>
    set(({ trainDraft }) => ({ trainDraft: { ...trainDraft, options: { ...trainDraft.options, ...part } } })),
  changePrediction: (part) => set(({ predictDraft }) => ({ predictDraft: { ...predictDraft, ...part } })),
  changePredictSettings: (part) =>
    set(({ predictDraft }) => ({ predictDraft: { ...predictDraft, options: { ...predictDraft.options, ...part } } })),
});

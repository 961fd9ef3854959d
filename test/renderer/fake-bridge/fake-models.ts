import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import type { ModelDetail } from '../../../contract/models/models.ts';
import { sampleExplanation, sampleModels, summaryOf } from '../prediction/sample-model.ts';

type ModelsImplementer = Implementer<typeof contract, object, object>['models'];

const unknown = { data: { code: 'MODEL_UNKNOWN' as const, values: {}, detail: null } };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The model library: `?models=0` is empty, `?models=300` long. */
export function modelsHandlers(os: ModelsImplementer, wish: URLSearchParams) {
  let models: readonly ModelDetail[] = sampleModels(Number(wish.get('models') ?? 7));
  const change = (id: string, part: Partial<ModelDetail>) => {
    models = models.map((model) => (model.id === id ? { ...model, ...part } : model));
    return models.find((model) => model.id === id);
  };
  return {
    listModels: os.listModels.handler(async ({ input }) => {
      await pause(40);
      const found = models.filter(({ name, target }) => `${name}\n${target}`.includes(input.search ?? ''));
      const offset = input.offset ?? 0;
      return { models: found.slice(offset, offset + (input.limit ?? 100)).map(summaryOf), total: found.length };
    }),
    getModel: os.getModel.handler(async ({ input, errors }) => {
      await pause(30);
      const model = models.find(({ id }) => id === input.id);
      if (!model) throw errors.FAULT(unknown);
      return model;
    }),
    findJobModel: os.findJobModel.handler(() => ({ model: models[0] ? summaryOf(models[0]) : null })),
    renameModel: os.renameModel.handler(({ input, errors }) => {
      const model = change(input.id, { name: input.name });
      if (!model) throw errors.FAULT(unknown);
      return summaryOf(model);
    }),
    setModelNotes: os.setModelNotes.handler(({ input, errors }) => {
      const model = change(input.id, { notes: input.notes });
      if (!model) throw errors.FAULT(unknown);
      return summaryOf(model);
    }),
    removeModel: os.removeModel.handler(({ input }) => {
      const before = models.length;
      models = models.filter(({ id }) => id !== input.id);
      return { removed: models.length < before };
    }),
    importModel: os.importModel.handler(async ({ errors }) => {
      await pause(500);
      throw errors.FAULT({
        data: { code: 'MODEL_DAMAGED', values: { reason: 'tree 12 names feature 91 of 24' }, detail: null },
      });
    }),
    explainValues: os.explainValues.handler(async ({ input, errors }) => {
      await pause(25);
      const model = models.find(({ id }) => id === input.id);
      if (!model) throw errors.FAULT(unknown);
      const numbers = Object.values(input.values).filter((value) => typeof value === 'number');
      const mean = numbers.reduce((sum, value) => sum + value, 0) / Math.max(1, numbers.length);
      return sampleExplanation(model, (mean - 74) / 10, input.explainedClass ?? null);
    }),
  };
}

import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import { sampleExplanation, sampleModel } from '../prediction/sample-model.ts';
import { sampleMatches, samplePredictionReport } from '../prediction/sample-prediction-report.ts';
import { sampleProposal, sampleTrainingReport } from '../prediction/sample-training-report.ts';

type ContractImplementer = Implementer<typeof contract, object, object>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Trainings: `?classes=1000&columns=1000&groups=1000` decide their size, `?number` makes the target one. */
export function trainingHandlers(os: ContractImplementer['training'], wish: URLSearchParams) {
  const columns = Number(wish.get('columns') ?? 24);
  const size = { classes: Number(wish.get('classes') ?? 4), columns, groups: Number(wish.get('groups') ?? 8) };
  const report = sampleTrainingReport({ ...size, isNumber: wish.has('number') });
  return {
    proposeTraining: os.proposeTraining.handler(async ({ input, errors }) => {
      await pause(350);
      if (input.target === '姓名') {
        const values = { column: '姓名', distinct: 2980, rows: 3000 };
        throw errors.FAULT({ data: { code: 'TARGET_NEARLY_UNIQUE', values, detail: null } });
      }
      return sampleProposal(input.target, columns);
    }),
    getTrainingReport: os.getTrainingReport.handler(async () => {
      await pause(40);
      return report;
    }),
  };
}

/** Predictions: `?groups=1000`, `?number`. */
export function predictionsHandlers(os: ContractImplementer['predictions'], wish: URLSearchParams) {
  const isNumber = wish.has('number');
  const report = samplePredictionReport({ groups: Number(wish.get('groups') ?? 8), isNumber });
  return {
    matchColumns: os.matchColumns.handler(async ({ input }) => {
      await pause(200);
      const place = Number(input.modelId.slice(-6));
      const columns = sampleMatches(place).map(({ column, source, kind, similarity }) => ({
        ...{ column, source, kind, similarity },
      }));
      const fileColumns = columns.flatMap(({ source }) => source ?? []);
      return {
        ...{ columns, fileColumns: [...fileColumns, '学号', '姓名'], hasTarget: true },
        groupCandidates: [
          { name: 'Major', groups: 8 },
          { name: 'Scholarship', groups: 2 },
        ],
      };
    }),
    getPredictionReport: os.getPredictionReport.handler(async () => {
      await pause(40);
      return report;
    }),
    scoreTogether: os.scoreTogether.handler(() => ({ scores: report.scores })),
    explainRow: os.explainRow.handler(async ({ input }) => {
      await pause(40);
      return sampleExplanation(sampleModel(isNumber ? 2 : 0), (input.row % 7) / 3, input.explainedClass ?? null);
    }),
  };
}

import { useCallback, useMemo } from 'react';
import type { FaultData } from '../../contract/faults.ts';
import type { ModelDetail, ModelSummary } from '../../contract/models/models.ts';
import { client } from '../bridge/client.ts';
import { useAnswer } from '../parts/use-answer.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import { previewColumns } from '../train/preview-columns.ts';
import { byFit, fitOf } from './model-fit.ts';

/** Models whose inputs are looked at; the newest ones. */
const lookedAt = 60;

export interface FittingModel {
  readonly model: ModelSummary;
  /** The share of its inputs that the file has; null where that is not known. */
  readonly fit: number | null;
}

export interface FittingModels {
  /** null: on their way. */
  readonly models: readonly FittingModel[] | null;
  readonly total: number;
  readonly fault: FaultData | null;
  readonly refresh: () => void;
}

/** The models there are, those that fit the columns of `item` first. */
export function useFittingModels(search: string, item: ChosenItem | null): FittingModels {
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const { models, total } = await client.models.listModels({ search, limit: lookedAt }, { signal });
      // A model may be removed in between: it is then shown without its fit.
      const details = await Promise.all(
        models.map(({ id }) => client.models.getModel({ id }, { signal }).catch((): ModelDetail | null => null)),
      );
      return { models, details, total };
    },
    [search],
  );
  const { answer, fault, refresh } = useAnswer(ask);
  const columns = useMemo(() => (item ? previewColumns(item).map(({ name }) => name) : []), [item]);
  const models = useMemo(() => {
    if (!answer) return null;
    const fitting = answer.models.map((model, index): FittingModel => {
      const detail = answer.details[index];
      return { model, fit: detail && columns.length > 0 ? fitOf(detail, columns) : null };
    });
    return fitting.sort((one, other) =>
      byFit(
        { createdAtMs: one.model.createdAtMs, fit: one.fit },
        { createdAtMs: other.model.createdAtMs, fit: other.fit },
      ),
    );
  }, [answer, columns]);
  return { models, total: answer?.total ?? 0, fault, refresh };
}

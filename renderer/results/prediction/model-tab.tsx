import { useCallback } from 'react';
import { client } from '../../bridge/client.ts';
import { ModelCardView } from '../../models/model-card.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import overview from '../overview/overview.module.css';
import results from '../results.module.css';
import styles from './prediction.module.css';

/** The card of the model that foretold. */
export function ModelTab({ modelId }: { readonly modelId: string }) {
  const ask = useCallback((signal: AbortSignal) => client.models.getModel({ id: modelId }, { signal }), [modelId]);
  const { answer, fault, refresh } = useAnswer(ask);
  return (
    <div className={overview.scroller}>
      {fault && (
        <div className={results.padded}>
          <FaultNotice fault={fault} />
        </div>
      )}
      {answer && (
        <div className={styles.card}>
          <ModelCardView model={answer} onChanged={refresh} />
        </div>
      )}
    </div>
  );
}

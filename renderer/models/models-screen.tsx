import { Button } from '@mantine/core';
import { IconFileImport, IconSchool } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../bridge/client.ts';
import body from '../frame/screen-body.module.css';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useStore } from '../store/store.ts';
import { ImportModelDialog } from './import-model-dialog.tsx';
import { ModelDetailView } from './model-detail.tsx';
import { ModelList } from './model-list.tsx';
import styles from './models-screen.module.css';

/** A training that ends elsewhere brings a model. */
const everyMs = 4_000;
const listedModels = 500;

/** The model library: what there is, and the one that is picked in full. */
export function ModelsScreen() {
  const { t } = useTranslation('models');
  const wantedId = useStore((state) => state.modelId);
  const openModel = useStore((state) => state.openModel);
  const goTo = useStore((state) => state.goTo);
  const pickRecipe = useStore((state) => state.pickRecipe);
  const [search, setSearch] = useState('');
  const [isImporting, setImporting] = useState(false);
  const ask = useCallback(
    (signal: AbortSignal) => client.models.listModels({ search, limit: listedModels }, { signal }),
    [search],
  );
  const { answer, fault, refresh } = useAnswer(ask, everyMs);
  const models = answer?.models ?? [];
  const shownId = wantedId ?? models[0]?.id ?? null;
  const isNone = answer !== null && answer.total === 0 && search === '';
  const train = () => {
    pickRecipe('train');
    goTo('start');
  };
  return (
    <div className={body.body} data-testid="models-screen" aria-busy={!answer && !fault}>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} />}
            onClick={() => setImporting(true)}
            data-testid="import-model"
          >
            {t('import.button')}
          </Button>
        }
      />
      {fault && <FaultNotice fault={fault} />}
      {isNone ? (
        <EmptyState
          icon={<IconSchool size={26} stroke={1.5} />}
          title={t('none.title')}
          text={t('none.text')}
          action={<Button onClick={train}>{t('none.train')}</Button>}
        />
      ) : (
        answer && (
          <div className={styles.workplace}>
            <ModelList
              models={models}
              total={answer.total}
              search={search}
              shownId={shownId}
              onSearch={setSearch}
              onShow={openModel}
            />
            {shownId !== null && <ModelDetailView key={shownId} id={shownId} models={models} onChanged={refresh} />}
          </div>
        )
      )}
      {isImporting && (
        <ImportModelDialog
          onClose={() => setImporting(false)}
          onImported={(id) => {
            setImporting(false);
            refresh();
            openModel(id);
          }}
        />
      )}
    </div>
  );
}

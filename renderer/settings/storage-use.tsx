import { Button, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Storage } from '../../contract/upkeep.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { useAnswer } from '../parts/use-answer.ts';
import styles from './settings-screen.module.css';
import { storageParts } from './storage-parts.ts';
import bar from './storage-use.module.css';

const getStorage = (signal: AbortSignal) => client.upkeep.getStorage(undefined, { signal });

interface StorageUseProps {
  /** Another one means other settings: what a clean-up would free is asked anew. */
  readonly settingsKey: string;
  readonly limitBytes: number | null;
}

/** What lies on the disk, what could be freed, and the button that frees it. */
export function StorageUse({ settingsKey, limitBytes }: StorageUseProps) {
  const { t } = useTranslation();
  const { answer: storage, fault, refresh, put } = useAnswer(getStorage);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the settings.
  useEffect(refresh, [settingsKey, refresh]);
  return (
    <section className={styles.card} aria-labelledby="storage" data-testid="storage">
      <h2 className={styles.title} id="storage">
        {t('settings.storage.label')}
      </h2>
      {fault && <FaultNotice fault={fault} action={<Button onClick={refresh}>{t('action.tryAgain')}</Button>} />}
      {!storage && !fault && <Loader size="sm" type="dots" mt="sm" />}
      {storage && (
        <>
          <StorageBar storage={storage} limitBytes={limitBytes} />
          <CleanUp storage={storage} onCleaned={put} />
        </>
      )}
    </section>
  );
}

function StorageBar({ storage, limitBytes }: { readonly storage: Storage; readonly limitBytes: number | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const parts = storageParts(storage, limitBytes);
  const nameOf = (name: (typeof parts)[number]['name']) =>
    t(`settings.storage.${name === 'free' && limitBytes !== null ? 'leftToLimit' : name}`);
  return (
    <>
      <div className={bar.bar} aria-hidden>
        {parts.map(({ name, share }) => (
          <span key={name} className={bar.part} data-part={name} style={{ flexGrow: share }} />
        ))}
      </div>
      <dl className={bar.legend}>
        {parts.map(({ name, sizeBytes }) => (
          <div key={name} className={bar.entry}>
            <dt>
              <span className={bar.dot} data-part={name} aria-hidden />
              {nameOf(name)}
            </dt>
            <dd>{formats.bytes(sizeBytes)}</dd>
          </div>
        ))}
        <div className={bar.entry}>
          <dt>{t('settings.storage.jobs')}</dt>
          <dd>{formats.integer(storage.jobs)}</dd>
        </div>
        <div className={bar.entry}>
          <dt>{t('settings.storage.pinned')}</dt>
          <dd>{formats.integer(storage.pinnedJobs)}</dd>
        </div>
      </dl>
    </>
  );
}

function CleanUp({ storage, onCleaned }: { readonly storage: Storage; readonly onCleaned: (after: Storage) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [isCleaning, setCleaning] = useState(false);
  const { reclaimable, lastCleanUp } = storage;
  const wouldFree =
    reclaimable.jobs === 0
      ? t('settings.storage.nothingToFree')
      : t('settings.storage.wouldFree', { count: reclaimable.jobs, size: formats.bytes(reclaimable.sizeBytes) });
  const cleanUp = async () => {
    setCleaning(true);
    try {
      const after = await client.upkeep.cleanUp();
      onCleaned(after);
      const { freedBytes = 0, removedJobs = 0 } = after.lastCleanUp ?? {};
      notifications.show({
        color: 'green',
        title: t('settings.storage.freed', { size: formats.bytes(freedBytes) }),
        message: t('settings.storage.freedText', { count: removedJobs }),
      });
    } catch (error) {
      notifyFailure(error);
    } finally {
      setCleaning(false);
    }
  };
  return (
    <div className={bar.foot}>
      <p className={bar.words} data-testid="reclaimable">
        {wouldFree}
        {lastCleanUp && (
          <span className={bar.last}>
            {t('settings.storage.last', {
              time: formats.dateTime(lastCleanUp.atMs),
              size: formats.bytes(lastCleanUp.freedBytes),
            })}
          </span>
        )}
      </p>
      <Button
        variant="default"
        leftSection={<IconTrash size={15} />}
        loading={isCleaning}
        onClick={() => void cleanUp()}
        data-testid="clean-up"
      >
        {t('settings.storage.cleanUp')}
      </Button>
    </div>
  );
}

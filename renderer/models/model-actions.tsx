import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconChartArrowsVertical,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelLossSentence } from '../../contract/models/model-losses.ts';
import type { ModelDetail } from '../../contract/models/models.ts';
import { joinSentences } from '../../contract/texts.ts';
import { client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import { Dialog } from '../parts/dialog.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { savedNotice } from '../parts/saved-notice.tsx';
import { useStore } from '../store/store.ts';
import modelCardStyles from './model-card.module.css';
import modelDetailStyles from './model-detail.module.css';
import styles from './model-dialog.module.css';
import { predictWith } from './predict-with.ts';

interface ModelActionsProps {
  readonly model: ModelDetail;
  readonly onChanged: () => void;
}

const formats = ['auspex-model', 'xgboost-json', 'onnx'] as const;

/** What can be done with a model. */
export function ModelActions({ model, onChanged }: ModelActionsProps) {
  const { t } = useTranslation('models');
  const locale = useLocale();
  const openResult = useStore((state) => state.openResult);
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null);
  const save = async (format: (typeof formats)[number]) => {
    try {
      const { losses, ...saved } = await client.desktop.saveModel({ id: model.id, format });
      notifications.show(savedNotice(saved));
      if (losses.length === 0) return;
      const message = joinSentences(
        losses.map((loss) => modelLossSentence(loss, locale)),
        locale,
      );
      notifications.show({ color: 'yellow', title: t('losses'), message, autoClose: 30_000, withBorder: true });
    } catch (error) {
      notifyFailure(error);
    }
  };
  // A model that its own runtime scores is kept as it came.
  const offered = model.origin === 'onnx' ? (['auspex-model', 'onnx'] as const) : formats;
  const { jobId } = model;
  return (
    <div className={modelDetailStyles.actions}>
      <Button
        leftSection={<IconChartArrowsVertical size={16} />}
        onClick={() => predictWith(model.id)}
        data-testid="predict-with"
      >
        {t('action.predict')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} />} data-testid="export-model">
            {t('action.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map((format) => (
            <Menu.Item key={format} onClick={() => void save(format)} data-testid={`export-${format}`}>
              {t(`format.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('action.more')} data-testid="model-more">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {jobId !== null && (
            <Menu.Item leftSection={<IconExternalLink size={16} stroke={1.6} />} onClick={() => openResult(jobId)}>
              {t('action.training')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconPencil size={16} stroke={1.6} />}
            onClick={() => setDialog('rename')}
            data-testid="rename-model"
          >
            {t('action.rename')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} stroke={1.6} />}
            onClick={() => setDialog('remove')}
            data-testid="remove-model"
          >
            {t('action.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && <RenameDialog model={model} onClose={() => setDialog(null)} onChanged={onChanged} />}
      {dialog === 'remove' && <RemoveDialog model={model} onClose={() => setDialog(null)} onChanged={onChanged} />}
    </div>
  );
}

interface DialogProps extends ModelActionsProps {
  readonly onClose: () => void;
}

function RenameDialog({ model, onClose, onChanged }: DialogProps) {
  const { t } = useTranslation('models');
  const [name, setName] = useState(model.name);
  const [isSaving, setSaving] = useState(false);
  const rename = async () => {
    setSaving(true);
    try {
      await client.models.renameModel({ id: model.id, name: name.trim() });
      onClose();
      onChanged();
    } catch (error) {
      notifyFailure(error);
      setSaving(false);
    }
  };
  return (
    <Dialog onClose={onClose} title={t('rename.title')}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <TextInput
          data-autofocus
          label={t('rename.name')}
          description={t('rename.text')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="new-name"
        />
        <div className={styles.dialogActions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isSaving} disabled={name.trim() === '' || name.trim() === model.name}>
            {t('rename.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ model, onClose, onChanged }: DialogProps) {
  const { t } = useTranslation('models');
  const openModel = useStore((state) => state.openModel);
  const [isRemoving, setRemoving] = useState(false);
  const remove = async () => {
    setRemoving(true);
    try {
      await client.models.removeModel({ id: model.id });
      openModel(null);
      onClose();
      onChanged();
    } catch (error) {
      notifyFailure(error);
      setRemoving(false);
    }
  };
  return (
    <Dialog onClose={onClose} title={t('remove.title')}>
      <div className={styles.dialog}>
        <p className={modelCardStyles.text}>{t('remove.text', { name: model.name, version: model.version })}</p>
        <div className={styles.dialogActions}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('remove.keep')}
          </Button>
          <Button color="red" loading={isRemoving} onClick={() => void remove()} data-testid="confirm-remove">
            {t('remove.confirm')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

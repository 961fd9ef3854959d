import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import { callFault, client, requestTickets } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { GrowingTextarea } from '../parts/growing-textarea.tsx';
import { acceptedEndings } from '../start/choose-button.tsx';
import modelCardStyles from './model-card.module.css';
import styles from './model-dialog.module.css';

/** Endings of the model files that can be read. */
const modelEndings = '.json,.ubj,.txt,.cbm,.onnx,.auspex-model';

interface ImportModelDialogProps {
  readonly onClose: () => void;
  readonly onImported: (id: string) => void;
}

interface PickedFile {
  readonly ticket: string;
  readonly fileName: string;
}

/** Brings a model file into the library: one of Auspex, or of another program. */
export function ImportModelDialog({ onClose, onImported }: ImportModelDialogProps) {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const [file, setFile] = useState<PickedFile | null>(null);
  const [check, setCheck] = useState<PickedFile | null>(null);
  const [name, setName] = useState('');
  const [target, setTarget] = useState('');
  const [classes, setClasses] = useState('');
  const [isImporting, setImporting] = useState(false);
  const [fault, setFault] = useState<FaultData | null>(null);

  const run = async () => {
    if (!file) return;
    setImporting(true);
    setFault(null);
    try {
      const named = classes.split('\n').flatMap((line) => line.trim() || []);
      const answer = await client.models.importModel({
        ticket: file.ticket,
        name: name.trim() || null,
        classes: named.length > 0 ? named : null,
        target: target.trim() || null,
        check: check?.ticket ?? null,
      });
      const checked =
        answer.checkedRows === null
          ? t('import.done', { name: answer.model.name })
          : t('import.checked', {
              name: answer.model.name,
              rows: formats.integer(answer.checkedRows),
              difference: formats.number(answer.largestDifference ?? 0, 2),
            });
      notifications.show({ color: 'green', message: checked });
      onImported(answer.model.id);
    } catch (error) {
      setFault(callFault(error));
      setImporting(false);
    }
  };
  return (
    <Dialog onClose={onClose} size="lg" title={t('import.title')}>
      <div className={styles.dialog} data-testid="import-model-dialog">
        <p className={modelCardStyles.text}>{t('import.text')}</p>
        <FilePick
          label={t('import.file')}
          picked={file}
          accept={modelEndings}
          onPick={setFile}
          onFault={setFault}
          testId="model-file"
        />
        <TextInput
          label={t('import.name')}
          placeholder={file?.fileName.replace(/\.[^.]+$/, '') ?? ''}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <details className={styles.optional}>
          <summary>{t('import.optional')}</summary>
          <div className={styles.dialog}>
            <TextInput
              label={t('import.target')}
              value={target}
              maxLength={1000}
              onChange={(event) => setTarget(event.currentTarget.value)}
            />
            <GrowingTextarea
              label={t('import.classes')}
              description={t('import.classesText')}
              minRows={2}
              maxRows={8}
              value={classes}
              onChange={(event) => setClasses(event.currentTarget.value)}
            />
            <FilePick
              label={t('import.check')}
              text={t('import.checkText')}
              picked={check}
              accept={acceptedEndings}
              onPick={setCheck}
              onFault={setFault}
              testId="check-file"
            />
          </div>
        </details>
        {fault && <FaultNotice fault={fault} />}
        <div className={styles.dialogActions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={!file} loading={isImporting} onClick={() => void run()} data-testid="import-model-now">
            {t('import.confirm')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface FilePickProps {
  readonly label: string;
  readonly text?: string;
  readonly picked: PickedFile | null;
  readonly accept: string;
  readonly onPick: (file: PickedFile) => void;
  readonly onFault: (fault: FaultData | null) => void;
  readonly testId: string;
}

function FilePick({ label, text, picked, accept, onPick, onFault, testId }: FilePickProps) {
  const { t } = useTranslation('models');
  const input = useRef<HTMLInputElement>(null);
  const choose = async (files: readonly File[]) => {
    const [answer] = await requestTickets(files);
    onFault(answer?.type === 'fault' ? answer.fault : null);
    if (answer?.type === 'file') onPick({ ticket: answer.ticket.id, fileName: answer.ticket.fileName });
  };
  return (
    <div className={styles.filePick}>
      <span className={styles.label}>{label}</span>
      {text && <span className={styles.hint}>{text}</span>}
      <Button
        variant="default"
        justify="flex-start"
        leftSection={<IconFileImport size={16} />}
        onClick={() => input.current?.click()}
      >
        {picked?.fileName ?? t('import.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        data-testid={testId}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // So that choosing the same file again is a change again.
          event.currentTarget.value = '';
          if (files.length > 0) void choose(files);
        }}
      />
    </div>
  );
}

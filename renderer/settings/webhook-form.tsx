import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineSettings, EngineSettingsChange } from '../../contract/upkeep.ts';
import styles from './settings-screen.module.css';
import { addressTrouble, shortestSecret } from './webhook-address.ts';

interface WebhookFormProps {
  readonly webhook: EngineSettings['webhook'];
  readonly onChange: (change: EngineSettingsChange) => Promise<boolean>;
}

/** The web address that is called for each batch that has ended. Nothing is sent while there is none. */
export function WebhookForm({ webhook, onChange }: WebhookFormProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [secret, setSecret] = useState('');
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const trouble = addressTrouble(url.trim());
  const isSecretShort = secret !== '' && secret.length < shortestSecret;
  const isChanged = url.trim() !== (webhook?.url ?? '') || secret !== '';

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (trouble || isSecretShort) return;
    setSaving(true);
    if (await onChange({ webhook: { url: url.trim(), secret: secret === '' ? null : secret } })) setSecret('');
    setSaving(false);
  };
  const remove = async () => {
    if (!(await onChange({ webhook: null }))) return;
    setUrl('');
    setSecret('');
    setTried(false);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <TextInput
        label={t('settings.webhook.url')}
        placeholder="https://"
        type="url"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={isTried && trouble ? t(`settings.webhook.${trouble}`) : null}
        data-testid="webhook-url"
      />
      <PasswordInput
        visibilityToggleButtonProps={{ 'aria-label': t('settings.webhook.showSecret') }}
        label={t('settings.webhook.secret')}
        description={t(webhook?.hasSecret ? 'settings.webhook.secretSet' : 'settings.webhook.secretText')}
        autoComplete="off"
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
        error={isSecretShort && isTried ? t('settings.webhook.secretShort', { count: shortestSecret }) : null}
        data-testid="webhook-secret"
      />
      <div className={styles.formActions}>
        <Button type="submit" disabled={!isChanged} loading={isSaving} data-testid="webhook-save">
          {t('settings.webhook.save')}
        </Button>
        {webhook && (
          <Button variant="default" onClick={() => void remove()} data-testid="webhook-remove">
            {t('settings.webhook.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}

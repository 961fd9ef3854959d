import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineSettings } from '../../contract/upkeep.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import type { EngineSettingsView } from './use-engine-settings.ts';

interface EngineSettingsGateProps {
  readonly view: EngineSettingsView;
  readonly children: (settings: EngineSettings, change: EngineSettingsView['change']) => ReactNode;
}

/** Shows what is inside once the settings of the engine have been read, or why they could not be. */
export function EngineSettingsGate({ view, children }: EngineSettingsGateProps) {
  const { t } = useTranslation();
  if (view.settings) return children(view.settings, view.change);
  if (!view.fault) return <Loader size="sm" type="dots" m="lg" />;
  return <FaultNotice fault={view.fault} action={<Button onClick={view.refresh}>{t('action.tryAgain')}</Button>} />;
}

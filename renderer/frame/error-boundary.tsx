import { Button, Group } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toFaultData } from '../../contract/faults.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { useStore } from '../store/store.ts';
import styles from './error-boundary.module.css';

interface State {
  readonly error: unknown;
  readonly isBroken: boolean;
}

/** Shows a clear page instead of a blank one when what is inside breaks, and lets the person go on. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null, isBroken: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return <BrokenPage error={this.state.error} onAgain={() => this.setState({ error: null, isBroken: false })} />;
  }
}

function BrokenPage({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const goTo = useStore((state) => state.goTo);
  const goToStart = () => {
    goTo('start');
    onAgain();
  };
  return (
    <main className={styles.page} data-testid="broken-page">
      <EmptyState
        icon={<IconMoodSad size={26} stroke={1.5} />}
        title={t('broken.title')}
        text={t('broken.text')}
        action={
          <Group justify="center">
            <Button variant="default" onClick={onAgain}>
              {t('broken.again')}
            </Button>
            <Button onClick={goToStart}>{t('broken.start')}</Button>
          </Group>
        }
      />
      <FaultNotice fault={toFaultData(error)} />
    </main>
  );
}

import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import type { Answer } from '../parts/use-answer.ts';

interface ListGateProps<T> {
  readonly answer: Pick<Answer<T>, 'fault' | 'refresh'>;
  /** null before the first answer. */
  readonly items: readonly T[] | null;
  /** What stands where there is nothing yet. */
  readonly empty: {
    readonly icon: ReactNode;
    readonly title: string;
    readonly text: string;
    readonly action: ReactNode;
  };
  readonly children: (items: readonly T[]) => ReactNode;
}

/** A list that is read from the engine: on its way, failing, empty, or there. */
export function ListGate<T>({ answer, items, empty, children }: ListGateProps<T>) {
  const { t } = useTranslation();
  if (items === null) {
    if (!answer.fault) return <Loader size="sm" type="dots" m="lg" />;
    const again = <Button onClick={answer.refresh}>{t('action.tryAgain')}</Button>;
    return <FaultNotice fault={answer.fault} action={again} />;
  }
  return items.length === 0 ? <EmptyState {...empty} /> : children(items);
}

import { IconBan, IconDots, IconPlayerPause, IconPlayerPlay, IconReload, IconTrash, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Act, type ActTargets, isPossible } from './act-targets.ts';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly targets: ActTargets;
  readonly isAll: boolean;
  readonly onAct: (act: Act, targets: ActTargets) => void;
  readonly onMenu: (x: number, y: number) => void;
  readonly onClear: () => void;
}

const size = { size: 16, stroke: 1.7 };

/** What can be done with the selected jobs together; it lies over the end of the list, so that nothing moves for it. */
export function SelectionBar({ targets, isAll, onAct, onMenu, onClear }: SelectionBarProps) {
  const { t } = useTranslation('jobs');
  const act = (name: Act, icon: ReactNode, words: string) =>
    isPossible(name, targets) && (
      <button
        type="button"
        className={styles.act}
        onClick={() => onAct(name, targets)}
        data-testid={`${name}-selected`}
      >
        {icon}
        <span>{words}</span>
      </button>
    );
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('action.moreSelected')} data-testid="selection-tools">
      <span className={styles.count} aria-live="polite">
        {isAll ? t('select.whole', { count: targets.total }) : t('select.count', { count: targets.total })}
      </span>
      {act('pause', <IconPlayerPause {...size} />, t('action.pause'))}
      {act('resume', <IconPlayerPlay {...size} />, t('action.resume'))}
      {act('redrive', <IconReload {...size} />, t('action.redrive'))}
      {act('cancel', <IconBan {...size} />, t('action.cancel'))}
      {act('remove', <IconTrash {...size} />, t('action.removeNow'))}
      <button
        type="button"
        className={styles.act}
        aria-label={t('action.moreSelected')}
        aria-haspopup="menu"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onMenu(box.left, box.top);
        }}
        data-testid="selection-menu"
      >
        <IconDots {...size} />
      </button>
      <button
        type="button"
        className={styles.act}
        aria-label={t('select.clear')}
        title={t('select.clear')}
        onClick={onClear}
      >
        <IconX {...size} />
      </button>
    </div>
  );
}

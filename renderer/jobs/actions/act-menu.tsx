import { Menu } from '@mantine/core';
import {
  IconArrowBarToUp,
  IconBan,
  IconChevronsDown,
  IconChevronsUp,
  IconEqual,
  IconFileSpreadsheet,
  IconFilter,
  IconHistory,
  IconPin,
  IconPinnedOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconReload,
  IconReportAnalytics,
  IconTrash,
} from '@tabler/icons-react';
import { Fragment, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './act-menu.module.css';
import { type Act, type ActTargets, isPossible } from './act-targets.ts';

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly targets: ActTargets;
}

interface ActMenuProps {
  /** null: closed. */ readonly place: MenuPlace | null;
  /** The id of what it belongs to: the menu bears its name, and a question that it led to gives the focus back to it. */
  readonly ownerId: string;
  readonly onClose: () => void;
  readonly onAct: (act: Act, targets: ActTargets) => void;
  /** What stands beside the menu already. */
  readonly hides?: readonly Act[];
}

/** No keys among them: the key that opened the menu would be heard as one outside of it. */
const outsideEvents = ['mousedown', 'touchstart'];

const hidesNothing: readonly Act[] = [];

const groups: readonly (readonly Act[])[] = [
  ['open', 'details', 'workbook', 'showBatch'],
  ['pause', 'resume', 'toFront', 'redrive', 'rerun'],
  ['high', 'normal', 'low'],
  ['pin', 'unpin'],
  ['cancel', 'remove'],
];

const size = { size: 16, stroke: 1.6 };
const icons: Readonly<Record<Act, ReactNode>> = {
  open: <IconReportAnalytics {...size} />,
  details: <IconHistory {...size} />,
  workbook: <IconFileSpreadsheet {...size} />,
  showBatch: <IconFilter {...size} />,
  pause: <IconPlayerPause {...size} />,
  resume: <IconPlayerPlay {...size} />,
  toFront: <IconArrowBarToUp {...size} />,
  redrive: <IconReload {...size} />,
  rerun: <IconRefresh {...size} />,
  high: <IconChevronsUp {...size} />,
  normal: <IconEqual {...size} />,
  low: <IconChevronsDown {...size} />,
  pin: <IconPin {...size} />,
  unpin: <IconPinnedOff {...size} />,
  cancel: <IconBan {...size} />,
  remove: <IconTrash {...size} />,
};

/** Keys that do the same in the list; shown beside the words. */
const keys: Partial<Readonly<Record<Act, string>>> = {
  open: 'Enter',
  details: 'I',
  pause: 'P',
  resume: 'P',
  redrive: 'R',
  high: '+',
  low: '−',
  cancel: 'Del',
  remove: 'Del',
};

/** Everything that can be done with the jobs it was opened for, at the place it was opened. */
export const ActMenu = memo(function ActMenu({ place, ownerId, onClose, onAct, hides = hidesNothing }: ActMenuProps) {
  const { t } = useTranslation('jobs');
  const isShown = (act: Act) => place !== null && !hides.includes(act) && isPossible(act, place.targets);
  const shown = groups.map((group) => group.filter(isShown)).filter((group) => group.length > 0);
  const unfinishedToo = place !== null && isPossible('cancel', place.targets);
  return (
    <Menu
      opened={place !== null}
      onClose={onClose}
      position="bottom-start"
      offset={2}
      clickOutsideEvents={outsideEvents}
      withinPortal
      // Its place is known only when it is open: taken for hidden until then, it would miss the focus.
      hideDetached={false}
      transitionProps={{ duration: 0 }}
      width="max-content"
    >
      <Menu.Target>
        <span className={styles.place} style={{ left: place?.x ?? 0, top: place?.y ?? 0 }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu} aria-labelledby={ownerId} data-testid="job-actions">
        {shown.map((group, index) => (
          <Fragment key={group[0]}>
            {index > 0 && <Menu.Divider />}
            {group.includes('low') && <Menu.Label>{t('action.priority')}</Menu.Label>}
            {group.map((act) => (
              <Menu.Item
                key={act}
                leftSection={icons[act]}
                rightSection={
                  keys[act] && !(act === 'remove' && unfinishedToo) && <kbd className={styles.key}>{keys[act]}</kbd>
                }
                {...(act === 'remove' ? { color: 'red' } : {})}
                onClick={() => place && onAct(act, place.targets)}
                data-testid={`menu-${act}`}
              >
                <ActWord act={act} />
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});

function ActWord({ act }: { readonly act: Act }) {
  const { t } = useTranslation('jobs');
  if (act === 'high' || act === 'normal' || act === 'low') return t(`mark.${act}`);
  if (act === 'workbook' || act === 'showBatch') return t(act === 'workbook' ? 'batch.workbook' : 'batch.showOnly');
  if (act === 'rerun') return t('action.runAgain');
  return t(`action.${act}`);
}

import { IconDots, IconX } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import type { Job } from '../../../contract/jobs.ts';
import type { Act } from '../actions/act-targets.ts';
import { type FilledLine, nameOfLine } from '../list/job-line.ts';
import { sumOf } from '../list/selection.ts';
import { hasResult, isEnded, unfinishedStates } from '../words/job-state-groups.ts';
import { useWords } from '../words/job-words.tsx';
import styles from './row-buttons.module.css';
import type { RowHandlers } from './row-handlers.ts';

interface RowButtonsProps {
  readonly line: FilledLine;
  readonly handlers: RowHandlers;
}

/** What is done most with a line as it stands, and the menu with all the rest. The keyboard reaches all of it by keys. */
export function RowButtons({ line, handlers }: RowButtonsProps) {
  const { t } = useWords();
  const openMenu = (event: MouseEvent<HTMLButtonElement>) => {
    event.stopPropagation();
    const box = event.currentTarget.getBoundingClientRect();
    handlers.onMenu(line, box.left, box.bottom);
  };
  return (
    <div className={styles.buttons}>
      {line.kind === 'job' ? <JobButtons line={line} job={line.job} handlers={handlers} /> : null}
      {line.kind === 'batch' ? <BatchButtons line={line} handlers={handlers} /> : null}
      <button
        type="button"
        tabIndex={-1}
        className={styles.icon}
        aria-label={t('action.more', { file: nameOfLine(line) })}
        aria-haspopup="menu"
        onClick={openMenu}
        data-testid={line.kind === 'job' ? 'job-menu' : 'batch-menu'}
      >
        <IconDots size={17} />
      </button>
    </div>
  );
}

function JobButtons({ line, job, handlers }: RowButtonsProps & { readonly job: Job }) {
  const { t } = useWords();
  const shared = { line, handlers };
  const isOver = isEnded(job.state);
  // Two buttons with words would not stand beside the menu.
  const hasEarlyResult = !isOver && hasResult(job);
  return (
    <>
      {hasResult(job) && (
        <ActButton {...shared} act="open" isMain={isOver} testId="open-result">
          {isOver ? t('action.open') : t('action.openEarly')}
        </ActButton>
      )}
      {!isOver && (
        <ActButton
          {...shared}
          act="cancel"
          isDisabled={job.progress.stage === 'cancelling'}
          {...(hasEarlyResult ? { label: t('action.cancel') } : {})}
          testId="cancel-job"
        >
          {hasEarlyResult ? <IconX size={16} stroke={1.8} /> : t('action.cancel')}
        </ActButton>
      )}
      {isOver && job.state !== 'completed' && (
        <ActButton {...shared} act="redrive" testId="redrive-job">
          {t('action.redrive')}
        </ActButton>
      )}
    </>
  );
}

function BatchButtons({ line, handlers }: RowButtonsProps) {
  const { t } = useWords();
  if (line.kind !== 'batch') return null;
  const { counts } = line.batch;
  const isWorking = sumOf(counts, unfinishedStates) > 0;
  const shared = { line, handlers };
  return (
    <>
      {isWorking && (
        <ActButton {...shared} act="cancel" testId="cancel-batch">
          {t('action.cancelAll')}
        </ActButton>
      )}
      {!isWorking && counts.dead > 0 && (
        <ActButton {...shared} act="redrive" testId="redrive-batch">
          {t('action.redriveFailed')}
        </ActButton>
      )}
      {!isWorking && counts.dead === 0 && counts.completed > 0 && (
        <ActButton {...shared} act="workbook" isMain testId="batch-workbook">
          {t('batch.workbookShort')}
        </ActButton>
      )}
    </>
  );
}

interface ActButtonProps extends RowButtonsProps {
  readonly act: Act;
  readonly isMain?: boolean;
  readonly isDisabled?: boolean;
  /** In words, where the button shows only a sign. */
  readonly label?: string;
  readonly testId: string;
  readonly children: ReactNode;
}

function ActButton({
  act,
  line,
  handlers,
  isMain = false,
  isDisabled = false,
  label,
  testId,
  children,
}: ActButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={label ? styles.icon : styles.button}
      aria-label={label}
      title={label}
      data-main={isMain || undefined}
      disabled={isDisabled}
      onClick={(event) => {
        event.stopPropagation();
        handlers.onAct(act, line);
      }}
      data-testid={testId}
    >
      {children}
    </button>
  );
}

// biome-ignore-all lint/a11y/useSemanticElements: a real <table> can not draw only the lines on screen.
// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and tells which line is active.
import { IconChevronRight, IconGripVertical } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { type FilledLine, type JobLine, nameOfLine } from '../list/job-line.ts';
import { useWords } from '../words/job-words.tsx';
import { BatchFile, BatchOutcome } from './batch-parts.tsx';
import { JobFile } from './job-file.tsx';
import { JobOutcome } from './job-outcome.tsx';
import styles from './line.module.css';
import { lineHeightPx } from './line-height.ts';
import { RowButtons } from './row-buttons.tsx';
import type { RowHandlers } from './row-handlers.ts';

interface LineProps {
  readonly id: string;
  readonly line: JobLine;
  readonly index: number;
  readonly topPx: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isFresh: boolean;
  /** Whether it can be dragged to another place of the queue. */
  readonly isMovable: boolean;
  readonly isGrouped: boolean;
  readonly handlers: RowHandlers;
}

/** A line of the list; drawn anew only when what it shows has changed. */
export const Line = memo(function Line(props: LineProps) {
  const { line, index, isGrouped } = props;
  const isOpen = line.kind === 'batch' ? line.isOpen : undefined;
  const level = line.kind !== 'batch' && line.isInBatch ? 2 : 1;
  return (
    <div
      id={props.id}
      className={styles.place}
      role="row"
      aria-rowindex={index + 1}
      aria-level={isGrouped ? level : undefined}
      aria-expanded={isOpen}
      aria-selected={props.isSelected}
      aria-busy={line.kind === 'pending' || undefined}
      style={{ transform: `translateY(${props.topPx}px)`, height: lineHeightPx }}
      data-index={index}
      data-active={props.isActive || undefined}
      data-selected={props.isSelected || undefined}
      data-fresh={props.isFresh || undefined}
      data-inner={level === 2 || undefined}
      {...testMarks(line)}
    >
      {line.kind === 'pending' ? <PendingCells /> : <FilledCells {...props} line={line} />}
    </div>
  );
}, isSameLine);

function isSameLine(before: LineProps, after: LineProps): boolean {
  if (!isSameContent(before.line, after.line)) return false;
  const kept = ['id', 'index', 'topPx', 'isSelected', 'isActive', 'isFresh', 'isMovable', 'isGrouped'] as const;
  return kept.every((name) => before[name] === after[name]);
}

function isSameContent(before: JobLine, after: JobLine): boolean {
  if (before.kind === 'job')
    return after.kind === 'job' && before.job === after.job && before.isInBatch === after.isInBatch;
  if (before.kind === 'batch') {
    return after.kind === 'batch' && before.batch === after.batch && before.isOpen === after.isOpen;
  }
  return after.kind === 'pending' && before.isInBatch === after.isInBatch;
}

function testMarks(line: JobLine): Record<string, string> {
  if (line.kind === 'job') {
    const { id, state, fileName } = line.job;
    return { 'data-testid': 'job-row', 'data-job-id': id, 'data-job-state': state, 'data-file-name': fileName };
  }
  if (line.kind === 'pending') return { 'data-testid': 'pending-row' };
  return { 'data-testid': 'batch-row', 'data-batch-id': line.batch.id, 'data-batch-name': line.batch.name };
}

function FilledCells({ line, isSelected, isMovable, handlers }: LineProps & { readonly line: FilledLine }) {
  const { t } = useWords();
  const name = nameOfLine(line);
  return (
    <>
      <div className={styles.edge} role="gridcell">
        {isMovable && (
          <span className={styles.handle} title={t('action.drag')} data-handle="" aria-hidden>
            <IconGripVertical size={16} stroke={1.6} />
          </span>
        )}
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.box}
          checked={isSelected}
          onChange={() => handlers.onToggle(line)}
          onClick={(event) => event.stopPropagation()}
          aria-label={t('select.one', { file: name })}
        />
      </div>
      <div className={styles.subject} role="gridcell">
        {line.kind === 'batch' && <Unfold line={line} handlers={handlers} />}
        {line.kind === 'batch' ? <BatchFile batch={line.batch} /> : <JobFile job={line.job} />}
      </div>
      <div className={styles.state} role="gridcell">
        {line.kind === 'batch' ? <BatchOutcome batch={line.batch} /> : <JobOutcome job={line.job} />}
      </div>
      <div role="gridcell">
        <RowButtons line={line} handlers={handlers} />
      </div>
    </>
  );
}

interface UnfoldProps {
  readonly line: FilledLine & { readonly kind: 'batch' };
  readonly handlers: RowHandlers;
}

function Unfold({ line: { batch, isOpen }, handlers }: UnfoldProps) {
  const { t } = useWords();
  const toggle = (event: MouseEvent) => {
    event.stopPropagation();
    handlers.onUnfold(batch.id);
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.unfold}
      data-open={isOpen || undefined}
      aria-label={t(isOpen ? 'batch.fold' : 'batch.unfold', { name: batch.name })}
      onClick={toggle}
      data-testid="batch-toggle"
    >
      <IconChevronRight size={16} stroke={2} />
    </button>
  );
}

function PendingCells() {
  const { t } = useWords();
  return (
    <>
      <div role="gridcell" />
      <div className={styles.subject} role="gridcell" aria-label={t('loadingRow')}>
        <span className={styles.pendingIcon} />
        <span className={styles.pending} />
      </div>
      <div role="gridcell">
        <span className={styles.pending} />
      </div>
      <div role="gridcell" />
    </>
  );
}

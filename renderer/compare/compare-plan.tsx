import { Button, Loader, MultiSelect, NumberInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableMatch } from '../../contract/comparisons.ts';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { KeyCard } from '../results/comparison/key-card.tsx';
import { SchemaCard } from '../results/comparison/schema-card.tsx';
import plan from '../start/plan.module.css';
import { useStore } from '../store/store.ts';
import { comparedItems } from './compared-items.ts';
import { useTableMatch } from './use-table-match.ts';

/** More choices at once only slow the list down: the rest is found by searching. */
const shownChoices = 200;

/** What a comparison of the two chosen files is to be like: by what rows are told apart, and what is left out. */
export function ComparePlan() {
  const { t } = useTranslation('compare');
  const items = useStore((state) => state.items);
  const draft = useStore((state) => state.compareDraft);
  const both = useMemo(() => comparedItems(items, draft), [items, draft]);
  const { fault, last, match } = useTableMatch(both);
  const areReadable = [both.earlier, both.later].every((item) => item !== null && item.state !== 'fault');
  return (
    <section className={plan.panel} aria-label={t('plan')} data-testid="compare-plan">
      {!areReadable && <p className={plan.quiet}>{t('needsTwo')}</p>}
      {fault && <FaultNotice fault={fault} />}
      {areReadable && !match && !fault && (
        <p className={plan.quiet} role="status">
          <Loader size="sm" aria-hidden /> {t('looking')}
        </p>
      )}
      {areReadable && (last || fault) && <Choices match={last} />}
      {match && (
        <>
          <Shape match={match} />
          <KeyCard comparison={{ key: match.key, options: draft.options }} />
          <SchemaCard schema={match.schema} />
        </>
      )}
    </section>
  );
}

function Choices({ match }: { readonly match: TableMatch | null }) {
  const { t } = useTranslation('compare');
  const options = useStore((state) => state.compareDraft.options);
  const change = useStore((state) => state.changeCompareOptions);
  const { ignored, key, tolerance } = options;
  const common = match?.common ?? [];
  const names = useMemo(() => everyName(match, ignored), [match, ignored]);
  const proposed = match?.key?.columns ?? [];
  return (
    <section className={plan.card} aria-label={t('choices')}>
      <div className={plan.fields}>
        <MultiSelect
          className={plan.wide}
          label={t('key.label')}
          description={key === null ? t(proposed.length > 0 ? 'key.proposed' : 'key.none') : t('key.chosen')}
          data={[...new Set([...common, ...(key ?? [])])]}
          value={key ?? proposed}
          onChange={(columns) => change({ key: columns.length > 0 ? columns : null })}
          maxValues={16}
          limit={shownChoices}
          searchable
          data-testid="compare-key"
        />
        {key !== null && (
          <Button
            className={plan.wide}
            variant="subtle"
            size="compact-xs"
            justify="flex-start"
            onClick={() => change({ key: null })}
            data-testid="compare-key-proposal"
          >
            {t('key.propose')}
          </Button>
        )}
        <MultiSelect
          className={plan.wide}
          label={t('ignored.label')}
          description={t('ignored.text')}
          data={names}
          value={[...ignored]}
          onChange={(columns) => change({ ignored: columns })}
          limit={shownChoices}
          searchable
          data-testid="compare-ignored"
        />
        <NumberInput
          className={plan.wide}
          label={t('tolerance.label')}
          description={t('tolerance.text')}
          value={tolerance}
          min={0}
          step={0.01}
          onChange={(value) => change({ tolerance: Math.max(0, Number(value) || 0) })}
          data-testid="compare-tolerance"
        />
      </div>
    </section>
  );
}

/** The names of all columns of both tables, those that are compared first. */
function everyName(match: TableMatch | null, ignored: readonly string[]): string[] {
  if (!match) return [...ignored];
  const { added, removed } = match.schema;
  return [...new Set([...match.common, ...[...added, ...removed].map(({ name }) => name), ...ignored])];
}

function Shape({ match }: { readonly match: TableMatch }) {
  const { t } = useTranslation('compare');
  const { integer } = useFormats();
  const { common, earlierRows, laterRows } = match;
  return (
    <p className={plan.hint} data-testid="compare-shape">
      {t('shape', { columns: integer(common.length), earlier: integer(earlierRows), later: integer(laterRows) })}
    </p>
  );
}

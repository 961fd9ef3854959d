import { Autocomplete, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import styles from './what-if.module.css';
import type { GivenValue, ModelInput } from './what-if-values.ts';

interface WhatIfInputProps {
  readonly input: ModelInput;
  readonly value: GivenValue;
  readonly isChanged: boolean;
  /** null: the cell is empty. */
  readonly onChange: (name: string, value: GivenValue) => void;
}

const offeredLevels = 100;

/** One column of a made-up row, in the way its type is given. */
export const WhatIfInput = memo(function WhatIfInput({ input, value, isChanged, onChange: change }: WhatIfInputProps) {
  const onChange = (next: GivenValue) => change(input.name, next);
  const { t } = useTranslation('models');
  const { number } = useFormats();
  const label = input.unit === null ? input.name : `${input.name} (${input.unit})`;
  const shared = { label, size: 'xs', placeholder: t('whatIf.missing'), 'data-input': input.name } as const;
  const { reference } = input;
  return (
    <div className={styles.input} data-changed={isChanged || undefined}>
      {input.type === 'number' && (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          description={
            reference?.kind === 'number' && reference.minimum !== null
              ? `${number(reference.minimum)} – ${number(reference.maximum)}`
              : null
          }
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(next) => onChange(typeof next === 'number' ? next : next === '' ? null : Number(next))}
        />
      )}
      {input.type === 'text' && (
        <Autocomplete
          {...shared}
          limit={offeredLevels}
          data={reference?.kind === 'text' ? [...new Set(reference.levels)] : []}
          value={value === null ? '' : String(value)}
          onChange={(next) => onChange(next === '' ? null : next)}
        />
      )}
      {input.type === 'boolean' && (
        <NativeSelect
          {...shared}
          value={value === null ? '' : String(value)}
          onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value === 'true')}
          data={[
            { value: 'true', label: t('whatIf.yes') },
            { value: 'false', label: t('whatIf.no') },
            { value: '', label: t('whatIf.missing') },
          ]}
        />
      )}
      {input.type === 'date' && (
        <TextInput
          {...shared}
          type="date"
          value={typeof value === 'string' ? value.slice(0, 10) : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )}
    </div>
  );
});

import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import { Setting } from './setting.tsx';

interface NumberSettingProps {
  readonly label: string;
  readonly text: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Digits after the point; none: a whole number. */
  readonly digits?: number;
  readonly suffix?: string;
  readonly onChange: (value: number) => void;
  readonly testId: string;
}

/** A number that is kept once the person leaves the field or presses Enter, and only when it is within its bounds. */
export function NumberSetting(props: NumberSettingProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { value, min, max, digits = 0 } = props;
  const [draft, setDraft] = useState<number | string>(value);
  useEffect(() => setDraft(value), [value]);
  const isValid = typeof draft === 'number' && draft >= min && draft <= max;
  const keep = () => {
    if (isValid && draft !== value) props.onChange(draft);
  };
  return (
    <Setting label={props.label} text={props.text}>
      {(labelId) => (
        <NumberInput
          aria-labelledby={labelId}
          value={draft}
          onChange={setDraft}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
          min={min}
          max={max}
          allowDecimal={digits > 0}
          decimalScale={digits}
          clampBehavior="none"
          suffix={props.suffix ?? ''}
          error={isValid ? null : t('settings.between', { min: formats.number(min), max: formats.number(max) })}
          data-testid={props.testId}
        />
      )}
    </Setting>
  );
}

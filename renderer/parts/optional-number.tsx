import { NumberInput } from '@mantine/core';

interface OptionalNumberProps {
  readonly label: string;
  /** null: left to somebody else, which `placeholder` names. */
  readonly value: number | null;
  readonly placeholder: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Digits after the point; none: a whole number. */
  readonly digits?: number;
  readonly onChange: (value: number | null) => void;
  readonly testId?: string;
}

/** A number that may be left open; what is out of its bounds is brought into them. */
export function OptionalNumber({ value, digits = 0, step = 1, onChange, testId, ...rest }: OptionalNumberProps) {
  return (
    <NumberInput
      {...rest}
      size="xs"
      step={step}
      value={value ?? ''}
      allowDecimal={digits > 0}
      decimalScale={digits}
      clampBehavior="strict"
      onChange={(next) => onChange(typeof next === 'number' ? next : next === '' ? null : Number(next))}
      data-testid={testId}
    />
  );
}

/** A cron expression as a person fills it in. Days of the week count from Sunday, 0, as cron does. */
export type Rhythm =
  | { readonly kind: 'hourly'; readonly minute: number }
  | { readonly kind: 'daily'; readonly time: string }
  | { readonly kind: 'weekly'; readonly time: string; readonly days: readonly number[] }
  | { readonly kind: 'monthly'; readonly time: string; readonly day: number | 'last' }
  | { readonly kind: 'expert'; readonly expression: string };

/** The expression of a rhythm; null while it is not filled in. `time` is `HH:MM`. */
export function cronOf(rhythm: Rhythm): string | null {
  switch (rhythm.kind) {
    case 'hourly':
      return isWithin(rhythm.minute, 0, 59) ? `${rhythm.minute} * * * *` : null;
    case 'daily':
      return joined(rhythm.time, '* * *');
    case 'weekly':
      return rhythm.days.length === 0 ? null : joined(rhythm.time, `* * ${[...rhythm.days].sort().join(',')}`);
    case 'monthly':
      return joined(rhythm.time, `${rhythm.day === 'last' ? 'L' : rhythm.day} * *`);
    case 'expert':
      return rhythm.expression.trim() === '' ? null : rhythm.expression.trim();
  }
}

/** The rhythm behind an expression, as far as the form can show it; any other is for experts. */
export function rhythmOf(expression: string): Rhythm {
  const expert: Rhythm = { kind: 'expert', expression };
  const fields = expression.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5 || month !== '*' || !isNumber(minute, 0, 59)) return expert;
  if (hour === '*' && day === '*' && weekday === '*') return { kind: 'hourly', minute: Number(minute) };
  if (!isNumber(hour, 0, 23)) return expert;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day === '*' && weekday === '*') return { kind: 'daily', time };
  if (weekday === '*' && day === 'L') return { kind: 'monthly', time, day: 'last' };
  if (weekday === '*' && isNumber(day, 1, 31)) return { kind: 'monthly', time, day: Number(day) };
  const days = weekday.split(',');
  if (day === '*' && days.every((one) => isNumber(one, 0, 6))) return { kind: 'weekly', time, days: days.map(Number) };
  return expert;
}

function joined(time: string, rest: string): string | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hour === undefined || minute === undefined ? null : `${Number(minute)} ${Number(hour)} ${rest}`;
}

const isWithin = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

const isNumber = (text: string, least: number, most: number) =>
  /^\d+$/.test(text) && isWithin(Number(text), least, most);

import type { Row } from './comparison.ts';
import { createRandom } from './random.ts';

/** Columns of `studentRows`. */
export const studentHeader = ['id', 'major', 'enrolled', 'maths', 'physics', 'absences', 'campus', 'path', 'final'];

export const majors = ['AI', 'Statistics', 'Music', 'Law'];

/**
 * Students of some years: `path` (three classes) and `final` (a number) follow from the grades, the absences and the major, with
 * noise; `campus` has one value, some cells are missing.
 */
export function studentRows(count: number, seed: number, year = 2022): Row[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index): Row => {
    const major = majors[Math.floor(random() * majors.length)]!;
    const maths = Math.round(40 + random() * 60);
    const physics = Math.round(0.6 * maths + random() * 40);
    const absences = Math.floor(random() ** 2 * 20);
    const strength = maths + 0.5 * physics - 2.5 * absences + (major === 'AI' ? 12 : 0) + (random() - 0.5) * 20;
    const path = strength > 105 ? 'Further study' : strength > 75 ? 'Employment' : 'Undecided';
    const day = `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
    return [
      `S${year}${String(index).padStart(5, '0')}`,
      random() < 0.03 ? null : major,
      day,
      random() < 0.05 ? null : maths,
      physics,
      absences,
      'Main',
      path,
      Number(strength.toFixed(2)),
    ];
  });
}

import { describe, expect, it } from 'vitest';
import { matchNames, type NamedColumn } from '../../../workers/predict/match-names.ts';

const column = (name: string, type: NamedColumn['type'] = 'number'): NamedColumn => ({ name, type });
const found = (model: readonly NamedColumn[], file: readonly NamedColumn[], given = {}) =>
  matchNames(model, file, given).map(({ kind, place }) => [kind, place]);

describe('the columns of a model in a file', () => {
  it('are those of the same name, whatever stands beside', () => {
    const file = [column('calculus'), column('Calculus'), column('CALCULUS ')];
    expect(found([column('Calculus')], file)).toEqual([['same', 1]]);
  });

  it('may differ in case, width, spaces, punctuation and a unit', () => {
    const model = [column('Entry year'), column('GPA'), column('Weight'), column('身高'), column('Rate')];
    const file = [
      column('entry_year'),
      column('ＧＰＡ'),
      column('weight (kg)'),
      column('身高（厘米）'),
      column('Rate [%]'),
    ];
    expect(found(model, file)).toEqual([0, 1, 2, 3, 4].map((place) => ['renamed', place]));
  });

  it('are not told to be the same by what stands in brackets unless that is a unit', () => {
    expect(found([column('Mark')], [column('Mark (final)')])[0]?.[0]).toBe('absent');
  });

  it('may be clearly alike, with their digits and types the same', () => {
    const model = [column('Grade point average'), column('Mark 1'), column('Home province', 'text')];
    expect(found(model, [column('Grade points average')])[0]).toEqual(['renamed', 0]);
    expect(found(model, [column('Mark 2')])[1]).toEqual(['absent', null]);
    expect(found(model, [column('Home provinces', 'number')])[2]).toEqual(['absent', null]);
    expect(found(model, [column('Home provinces', 'mixed')])[2]).toEqual(['renamed', 0]);
  });

  it('are left open where two are as likely', () => {
    const file = [column('Attendance rates'), column('Attendance rated')];
    expect(found([column('Attendance rate')], file)).toEqual([['absent', null]]);
  });

  it('are told to be perhaps another one where names are a little alike', () => {
    const perhaps = (name: string, ...file: NamedColumn[]) => matchNames([column(name)], file, {})[0]?.perhaps;
    expect(perhaps('color', column('shade'), column('colour'))).toBe('colour');
    expect(perhaps('color', column('colour', 'text'))).toBeUndefined();
    expect(perhaps('Mark 1', column('Mark 2'))).toBeUndefined();
    expect(matchNames([column('color')], [column('colour')], { color: null })[0]).not.toHaveProperty('perhaps');
  });

  it('are what a person says, also none', () => {
    const model = [column('a'), column('b'), column('c')];
    const file = [column('a'), column('b'), column('x')];
    expect(found(model, file, { a: 'x', b: null, c: 'nowhere' })).toEqual([
      ['given', 2],
      ['absent', null],
      ['absent', null],
    ]);
  });

  it('stand for one column of the model each', () => {
    expect(found([column('mark'), column('Mark')], [column('MARK')])).toEqual([
      ['renamed', 0],
      ['absent', null],
    ]);
  });

  it('are found among thousands that are alike', () => {
    const names = Array.from({ length: 3000 }, (_, place) => `Measured value ${words(place)}`);
    const model = [...names.map((name) => column(name)), column('Grade point average')];
    const file = [...names.map((name) => column(`${name} again`)), column('Grade points average')];
    const places = matchNames(model, file, {});
    expect(places.at(-1)).toMatchObject({ kind: 'renamed', place: 3000 });
    // Each of the others has a rival that is as likely, or none that is clearly the one.
    expect(places.filter(({ kind }) => kind === 'absent').length).toBeGreaterThan(2000);
  });
});

/** A number in letters: names with the same digits are alike. */
const words = (place: number) =>
  [...place.toString(16)].map((digit) => 'qwertyuiopasdfgh'[Number.parseInt(digit, 16)]).join('');

import { describe, expect, it } from 'vitest';
import { AskedTexts, plainFact } from '../../../renderer/charts/asked-texts.ts';
import type { TextAsked } from '../../../renderer/charts/chart-messages.ts';

function asking() {
  const rounds: { readonly round: number; readonly asked: readonly TextAsked[] }[] = [];
  return { rounds, texts: new AskedTexts((round, asked) => rounds.push({ round, asked })) };
}

describe('texts of a chart', () => {
  it('are empty until they are answered, and are asked for once', async () => {
    const { rounds, texts } = asking();
    const label = texts.maker(3);
    expect([label(1, 0), label(2, 1), label(1, 0)]).toEqual(['', '', '']);
    expect(texts.isMissingSome).toBe(true);

    const settled = texts.settle();
    expect(rounds[0]?.asked).toEqual([
      { place: 3, facts: [1, 0] },
      { place: 3, facts: [2, 1] },
    ]);
    texts.answer(rounds[0]!.round, ['one', 'two']);
    expect(await settled).toBe(true);
    expect([label(1, 0), label(2, 1)]).toEqual(['one', 'two']);
    expect(texts.isMissingSome).toBe(false);
  });

  it('of an earlier option are not taken for those of a later one', async () => {
    const { rounds, texts } = asking();
    texts.maker(0)('a');
    const earlier = texts.settle();
    texts.forget();
    expect(await earlier).toBe(false);
    texts.maker(0)('a');
    const later = texts.settle();
    texts.answer(rounds[0]!.round, ['stale']);
    texts.answer(rounds[1]!.round, ['fresh']);
    expect(await later).toBe(true);
    expect(texts.maker(0)('a')).toBe('fresh');
  });

  it('are made of plain facts', () => {
    const facts = { dataIndex: 2, value: [1, 2], encode: () => 1, $vars: ['name'], color: '#fff' };
    expect(plainFact([facts])).toEqual([{ dataIndex: 2, value: [1, 2], color: '#fff' }]);
    expect(() => structuredClone(plainFact(facts))).not.toThrow();
  });
});

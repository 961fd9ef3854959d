import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultSentence } from '../../../contract/fault.ts';
import { modelReason } from '../../../contract/models/model-reasons.ts';

const folder = fileURLToPath(new URL('../../../workers/models', import.meta.url));

/** The reasons as they stand in the sources, what is put into them as `x`. */
function thrownReasons(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    const calls = source.matchAll(
      /(?:damagedModel|unsupportedModel|unsupportedOnnx|unexportableModel)\(\s*(?:'([^'\n]+)'|`([^`\n]+)`)/g,
    );
    return [...calls].map(([, plain, template]) => plain ?? template!.replace(/\$\{(?:[^{}]|\{[^{}]*\})+\}/g, 'x'));
  });
}

describe('why a model file is refused', () => {
  it('is told in Chinese, whatever it is', () => {
    const reasons = thrownReasons();
    expect(reasons.length).toBeGreaterThan(60);
    // What a schema says of a document of our own names a place in it, and stays as it is.
    const left = reasons.filter((reason) => reason !== 'x: x' && !/\p{Script=Han}/u.test(modelReason(reason, 'zh-CN')));
    expect(left).toEqual([]);
  });

  it('keeps what the file holds, in its order', () => {
    const of = (reason: string) =>
      faultSentence({ code: 'MODEL_DAMAGED', values: { file: 'a.json', reason }, detail: null }, 'zh-CN');
    expect(of('node 3 of tree 17 has no parent')).toBe('模型文件“a.json”已损坏：节点 3（第 17 棵树）没有父节点。');
    expect(of('thresholds has 4 values, not 9')).toContain('thresholds 有 4 个值，应为 9 个');
    expect(modelReason('its objective is binary:hinge', 'zh-CN')).toBe('目标函数为 binary:hinge');
    expect(modelReason('its objective is binary:hinge', 'en')).toBe('its objective is binary:hinge');
    expect(modelReason('something of a later version', 'zh-CN')).toBe('something of a later version');
  });
});

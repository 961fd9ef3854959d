import { describe, expect, it } from 'vitest';
import { startUpFailurePage } from '../../../main/window/start-up-failure.ts';

const fault = {
  code: 'DATA_FOLDER_NOT_WRITABLE' as const,
  values: { folder: '/data/<script>alert(1)</script>' },
  detail: 'EACCES & more',
};

describe('startUpFailurePage', () => {
  it('says in the person’s language what happened and what to do', () => {
    expect(startUpFailurePage(fault, 'en')).toContain('may not write to its data folder');
    expect(startUpFailurePage(fault, 'zh-CN')).toContain('请授予写入权限');
    expect(startUpFailurePage(fault, 'zh-CN')).toContain('lang="zh-CN"');
  });

  it('shows names as text, never as markup', () => {
    const page = startUpFailurePage(fault, 'en');
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;');
    expect(page).toContain('EACCES &#38; more');
  });
});

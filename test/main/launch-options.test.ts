import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchOptionsOf } from '../../main/launch-options.ts';

const usual = {
  argv: ['auspex'],
  environment: {},
  userDataFolder: '/home/ana/.config/Auspex',
  downloadsFolder: '/home/ana/Downloads',
};

describe('launchOptionsOf', () => {
  it('uses the folders of the system', () => {
    expect(launchOptionsOf(usual)).toEqual({
      dataFolder: path.resolve('/home/ana/.config/Auspex/data'),
      exportFolder: path.resolve('/home/ana/Downloads/Auspex'),
      isAskingBeforeQuit: true,
      quitAnswers: [],
      isHidden: false,
      hasTray: null,
      givenFolders: [],
    });
  });

  it('lets an argument win over the environment', () => {
    const environment = {
      AUSPEX_DATA: '/from/environment',
      AUSPEX_EXPORTS: '/exports',
      AUSPEX_QUIT_WITHOUT_ASKING: '1',
      AUSPEX_QUIT_ANSWERS: 'stay,quit',
      AUSPEX_TRAY: '0',
      AUSPEX_FOLDERS: ['/in', '/out'].join(path.delimiter),
    };
    expect(launchOptionsOf({ ...usual, environment })).toEqual({
      dataFolder: path.resolve('/from/environment'),
      exportFolder: path.resolve('/exports'),
      isAskingBeforeQuit: false,
      quitAnswers: ['stay', 'quit'],
      isHidden: false,
      hasTray: false,
      givenFolders: ['/in', '/out'],
    });
    const argv = ['auspex', '--data=/first', '--no-sandbox', '--data=/last'];
    expect(launchOptionsOf({ ...usual, argv, environment }).dataFolder).toBe(path.resolve('/last'));
  });

  it('opens no window when it is told so, as at the beginning of a session', () => {
    expect(launchOptionsOf({ ...usual, argv: ['auspex', '--hidden'] }).isHidden).toBe(true);
  });
});

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Nine steps of the accent around the tokens of tokens.css; the 6th is the light theme's, the 3rd the dark theme's. */
const iris: MantineColorsTuple = [
  '#eef0fc',
  '#d9def8',
  '#b3bcf5',
  '#8795f5',
  '#6474e2',
  '#4c60d4',
  '#4054c9',
  '#3344ab',
  '#29378c',
  '#1f2a6d',
];

const slate: MantineColorsTuple = [
  '#f6f7f9',
  '#eef1f5',
  '#e3e7ed',
  '#cdd4de',
  '#aeb8c6',
  '#8994a5',
  '#606b7b',
  '#4d5969',
  '#333d4b',
  '#18202c',
];

const night: MantineColorsTuple = [
  '#e7ebf1',
  '#b0bac8',
  '#8b96a6',
  '#5a6676',
  '#3b4656',
  '#2a323e',
  '#1f2630',
  '#181d25',
  '#141920',
  '#11151b',
];

const brick: MantineColorsTuple = [
  '#fcebea',
  '#f8d3d1',
  '#f4b1ad',
  '#f28b84',
  '#dd5a53',
  '#c7413b',
  '#b42f2b',
  '#952421',
  '#781c1a',
  '#571312',
];

export const theme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: {
    fontFamily: 'var(--font-text)',
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '17px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  colors: { iris, red: brick, gray: slate, dark: night },
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Badge: { defaultProps: { tt: 'none' } },
    Checkbox: { defaultProps: { radius: 4 } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, arrowSize: 6, fz: 'xs' } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } },
      styles: {
        title: { fontSize: 17, fontWeight: 640 },
        // Notices below the screen stay in sight while a dialog is open; it makes room for them.
        inner: { paddingBottom: 'calc(var(--modal-y-offset) + var(--notices-height, 0px))' },
        content: { maxHeight: 'calc(100dvh - 2 * var(--modal-y-offset) - var(--notices-height, 0px))' },
      },
    },
    Menu: {
      // The focus goes to the first entry: an empty place before it would be all that a screen reader tells of.
      defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false },
      // Of an entry that destroys: this shade is too dark for the dark ground.
      styles: { dropdown: { '--mantine-color-red-6': 'var(--bad)' } },
    },
    // Options are drawn when they are opened, not with every field.
    Combobox: { defaultProps: { keepMounted: false } },
  },
});

/** Ties Mantine's own variables to the tokens, so that its parts and ours can not drift apart. */
export const tokenVariables: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent-ink)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-iris-light': 'var(--accent-soft)',
    '--mantine-color-iris-light-hover': 'color-mix(in srgb, var(--accent-soft) 82%, var(--accent))',
    '--mantine-color-iris-light-color': 'var(--accent-ink)',
    '--mantine-color-red-light': 'var(--bad-soft)',
    '--mantine-color-red-light-hover': 'color-mix(in srgb, var(--bad-soft) 82%, var(--bad))',
    '--mantine-color-red-light-color': 'var(--bad)',
    '--mantine-shadow-md': 'var(--shadow-raised)',
  };
  return { variables: {}, light: variables, dark: variables };
};

import { Button, createTheme, Input, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core';

/** The contrast teal, light to dark; components take their colours from tokens.css, this serves Mantine's own shades. */
const teal: MantineColorsTuple = ['#e3f4f7', '#c5f0f6', '#99e9f2', '#66d9e8', '#3bc9db', '#22b8cf', '#15aabf', '#1098ad', '#0b7285', '#095d6d'];

type Look = ReturnType<VariantColorsResolver>;

const quietBorder = '1px solid transparent';

const looks: Record<string, Look> = {
  filled: { background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)', border: quietBorder },
  default: { background: 'var(--surface)', hover: 'var(--sunken)', color: 'var(--ink)', border: '1px solid var(--line)' },
  light: { background: 'var(--accent-soft)', hover: 'var(--accent-soft)', color: 'var(--accent)', border: quietBorder },
  outline: { background: 'transparent', hover: 'var(--accent-soft)', color: 'var(--accent)', border: '1px solid var(--accent)' },
  subtle: { background: 'transparent', hover: 'var(--sunken)', color: 'var(--ink)', border: quietBorder },
  transparent: { background: 'transparent', hover: 'transparent', color: 'var(--accent)', border: quietBorder },
};

/** `color="red"` marks what cannot be undone; it is outlined, never a second filled button. */
const dangerous: Look = { background: 'transparent', hover: 'var(--wrong-soft)', color: 'var(--wrong)', border: '1px solid var(--wrong)' };

const variantColorResolver: VariantColorsResolver = ({ color, variant }) =>
  color === 'red' ? dangerous : (looks[variant] ?? (looks.default as Look));

export const theme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '700' },
  fontSizes: { xs: 'var(--text-s)', sm: 'var(--text-m)', md: 'var(--text-m)', lg: 'var(--text-l)', xl: 'var(--text-xl)' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 4 },
  defaultRadius: 8,
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  variantColorResolver,
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default', fw: 600 } }),
    InputWrapper: Input.Wrapper.extend({ styles: { label: { fontWeight: 600, marginBottom: 4 }, description: { marginBottom: 4, fontSize: 'var(--text-s)', lineHeight: 1.4 }, error: { fontSize: 'var(--text-s)' } } }),
  },
});

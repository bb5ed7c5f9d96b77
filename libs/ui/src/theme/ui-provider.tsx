import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import './mantine.css';
import './tokens.css';
import './base.css';
import { theme } from './theme';

/** Where the chosen colour scheme is kept; `public/scheme.js` of the web app reads the same key before the first paint. */
export const schemeKey = 'seldinger.scheme';

const schemes = localStorageColorSchemeManager({ key: schemeKey });

/** Gives every part below its colours, type and behaviour. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} colorSchemeManager={schemes} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}

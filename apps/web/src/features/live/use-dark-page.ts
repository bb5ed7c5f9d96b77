import { useComputedColorScheme } from '@mantine/core';
import { useLayoutEffect } from 'react';

const attribute = 'data-mantine-color-scheme';

/** Dark for as long as one looks at images, whatever the reader chose for the rest; dialogs and menus too. */
export function useDarkPage(): void {
  const chosen = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.setAttribute(attribute, 'dark');
    return () => root.setAttribute(attribute, chosen);
  }, [chosen]);
}

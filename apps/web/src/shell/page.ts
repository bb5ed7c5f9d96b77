import type { Namespace } from 'i18next';
import type { ComponentType } from 'react';
import { i18next } from '../i18n';

/**
 * A route's page in a chunk of its own, fetched together with its words:
 * `lazy: page(() => import('./rota-page'), 'RotaPage', 'handson')`.
 */
export function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name, ...namespaces: Extract<Namespace, string>[]) {
  return async (): Promise<{ Component: ComponentType }> => {
    const [chunk] = await Promise.all([load(), i18next.loadNamespaces(namespaces)]);
    return { Component: chunk[name] };
  };
}

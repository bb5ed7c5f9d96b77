import { PageHeader } from '@seldinger/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useLayoutEffect, type ReactNode } from 'react';
import { Loaded } from '../api/loaded';
import { focusHeading } from './focus-heading';

/** A page whose heading comes with its data: until then, and where the data is refused, it is named by what it is for. */
export function LoadedPage<Data>({ query, title, children }: { query: UseQueryResult<Data, unknown>; title: string; children: (data: Data) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  return (
    <>
      <Waiting title={title} />
      <Loaded query={query} rows={8}>
        {children}
      </Loaded>
    </>
  );
}

/** The heading until the real one comes, to which it hands the focus that a navigation gave it. */
function Waiting({ title }: { title: string }) {
  useLayoutEffect(
    () => () => {
      if (document.activeElement?.matches('main h1')) requestAnimationFrame(focusHeading);
    },
    [],
  );
  return <PageHeader title={title} />;
}

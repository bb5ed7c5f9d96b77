import { lazy, Suspense } from 'react';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { AdministratorToday } from './administrator-today';

// Forms come when one is needed: they would be a tenth of what everybody's first page loads.
const NewEdition = lazy(async () => ({ default: (await import('../programme/new-edition')).NewEdition }));

/** An administrator without a part in any edition: where there is none yet, makes the first; else looks after the installation. */
export function WithoutEdition() {
  const editions = $api.useQuery('get', '/api/editions');
  return (
    <Loaded query={editions}>
      {({ items }) =>
        items.length === 0 ? (
          <Suspense>
            <NewEdition />
          </Suspense>
        ) : (
          <AdministratorToday first />
        )
      }
    </Loaded>
  );
}

import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

const entry = page(() => import('./entry-page'), 'EntryPage', 'logbook');

export const logbookRoutes: RouteObject[] = [
  { path: 'logbook', lazy: page(() => import('./logbook-page'), 'LogbookPage', 'logbook') },
  { path: 'logbook/new', lazy: entry },
  { path: 'logbook/entries/:entryId', lazy: entry },
  { path: 'logbook/progress', lazy: page(() => import('./progress-page'), 'ProgressPage', 'logbook') },
  { path: 'logbook/sign', lazy: page(() => import('./sign-page'), 'SignPage', 'logbook') },
  { path: 'logbook/exposure', lazy: page(() => import('./exposure-page'), 'ExposurePage', 'logbook') },
  { path: 'logbook/:personId', lazy: page(() => import('./person-page'), 'PersonPage', 'logbook') },
];

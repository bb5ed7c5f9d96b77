import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const handsonRoutes: RouteObject[] = [
  { path: 'hands-on', lazy: page(() => import('./handson-page'), 'HandsonPage', 'handson', 'requests', 'suite') },
  { path: 'hands-on/setup', lazy: page(() => import('./setup/setup-page'), 'SetupPage', 'handson') },
  { path: 'hands-on/requests', lazy: page(() => import('./requests/requests-page'), 'RequestsPage', 'handson', 'requests') },
];

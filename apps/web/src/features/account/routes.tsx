import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const accountRoutes: RouteObject[] = [
  { path: 'account', lazy: page(() => import('./account-page'), 'AccountPage', 'account') },
  { path: 'status', lazy: page(() => import('./status-page'), 'StatusPage', 'account') },
];

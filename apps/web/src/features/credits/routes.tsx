import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const creditsRoutes: RouteObject[] = [
  { path: 'credits', lazy: page(() => import('./credits-page'), 'CreditsPage', 'credits', 'suite') },
  { path: 'credits/:personId', lazy: page(() => import('./person-credits-page'), 'PersonCreditsPage', 'credits', 'suite') },
];

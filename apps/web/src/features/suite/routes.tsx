import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const suiteRoutes: RouteObject[] = [
  { path: 'suite', lazy: page(() => import('./suite-page'), 'SuitePage', 'suite') },
  { path: 'suite/check-in', lazy: page(() => import('./check-in-page'), 'CheckInPage', 'suite') },
];
/** The screen of a room stands before the sign-in: its link is all it has. */
export const screenRoutes: RouteObject[] = [{ path: 'suite/screens/:token', lazy: page(() => import('./screen-page'), 'ScreenPage', 'suite') }];

import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const todayRoutes: RouteObject[] = [{ index: true, lazy: page(() => import('./today-page'), 'TodayPage', 'today', 'programme', 'credits', 'account', 'requests') }];

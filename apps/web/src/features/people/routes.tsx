import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const peopleRoutes: RouteObject[] = [{ path: 'people', lazy: page(() => import('./people-page'), 'PeoplePage', 'people') }];

import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

/** The classroom stands outside the frame with the rail; its chunk brings the media client with it. */
export const liveRoutes: RouteObject[] = [{ path: 'lectures/:lectureId/classroom', lazy: page(() => import('./classroom-page'), 'ClassroomPage', 'live') }];

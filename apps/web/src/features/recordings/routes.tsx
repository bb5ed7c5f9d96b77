import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

/** Inside the frame: what there is to watch. */
export const recordingsRoutes: RouteObject[] = [{ path: 'recordings', lazy: page(() => import('./recordings-page'), 'RecordingsPage', 'recordings') }];

/** The player stands outside the frame, as the classroom does; a guest who gave the lecture may open it too. */
export const playerRoutes: RouteObject[] = [{ path: 'recordings/:recordingId', lazy: page(() => import('./player/player-page'), 'PlayerPage', 'recordings', 'live') }];

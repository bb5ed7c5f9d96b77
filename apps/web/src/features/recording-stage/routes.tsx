import type { RouteObject } from 'react-router';

/** For LiveKit Egress alone: nothing is to be seen here without a token for a room. */
export const recordingStageRoutes: RouteObject[] = [{ path: '/recording-stage', lazy: async () => ({ Component: (await import('./recording-stage')).RecordingStage }) }];

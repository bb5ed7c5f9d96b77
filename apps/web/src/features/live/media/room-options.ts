import { ScreenSharePresets, VideoPresets, type RoomOptions, type TrackPublishOptions } from 'livekit-client';
import type { Classroom } from '@seldinger/contract';
import type { Choices } from '../choices';

const device = (id: string) => (id ? { deviceId: { ideal: id } } : {});

export const microphoneCapture = (id: string) => ({ ...device(id), echoCancellation: true, noiseSuppression: true, autoGainControl: true });

/** Who teaches fills the stage when no desktop is shared; the others are small faces, larger when pinned. */
export const cameraCapture = (id: string, role: Classroom['role']) => ({
  ...device(id),
  resolution: (role === 'trainee' ? VideoPresets.h540 : VideoPresets.h720).resolution,
});

/** Three sizes of each camera, sent and received only as large as somebody shows them. */
export function roomOptions(choices: Choices, role: Classroom['role']): RoomOptions {
  return {
    adaptiveStream: true,
    dynacast: true,
    audioCaptureDefaults: microphoneCapture(choices.microphoneId),
    videoCaptureDefaults: cameraCapture(choices.cameraId, role),
    audioOutput: choices.speakerId ? { deviceId: choices.speakerId } : {},
    publishDefaults: { simulcast: true, videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360] },
  };
}

/**
 * The shared desktop carries angiograms: one full-size layer, so that a narrow line costs frames and never detail.
 * 1080p at up to 15 pictures a second.
 */
export const screenPublish: TrackPublishOptions = {
  simulcast: false,
  degradationPreference: 'maintain-resolution',
  screenShareEncoding: { ...ScreenSharePresets.h1080fps15.encoding, maxBitrate: 4_000_000 },
};

type ScreenWishes = DisplayMediaStreamOptions & { systemAudio: 'include'; surfaceSwitching: 'include'; selfBrowserSurface: 'include' };

export const screenCapture: ScreenWishes = {
  video: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 15, max: 15 } },
  // The sound of a shared video is meant to be heard as it is.
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: 'include',
  surfaceSwitching: 'include',
  selfBrowserSurface: 'include',
};

/** Why a camera or microphone cannot be used, as far as the browser tells. */
export type DeviceProblem = 'denied' | 'missing' | 'in-use' | 'insecure' | 'failed';

const byName: Record<string, DeviceProblem> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'in-use',
  TrackStartError: 'in-use',
  AbortError: 'in-use',
  DeviceUnsupportedError: 'insecure',
};

/** Null for what is not about a device: a broken line, a closed room. */
export function deviceProblem(thrown: unknown): DeviceProblem | null {
  return thrown instanceof Error ? (byName[thrown.name] ?? null) : null;
}

/** Browsers give cameras and microphones only to pages opened over https or on this very machine. */
export const devicesUsable = (): boolean => window.isSecureContext && 'mediaDevices' in navigator;

import type { Classroom } from '@seldinger/contract';
import type { Participant } from 'livekit-client';

export type ClassRole = Classroom['role'];

/** The role that the server wrote into the participant's token. */
export function roleOf(participant: Pick<Participant, 'metadata'>): ClassRole {
  try {
    const { role } = JSON.parse(participant.metadata ?? '{}') as { role?: ClassRole };
    return role ?? 'trainee';
  } catch {
    return 'trainee';
  }
}

/** Identities are `<person>:<device>`. */
export const personOf = (participant: Pick<Participant, 'identity'>): string => participant.identity.split(':')[0] ?? participant.identity;

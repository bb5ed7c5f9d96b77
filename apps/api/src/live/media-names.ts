/** How lectures, people and devices are called in the media room. */
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ROOM = new RegExp(`^lecture-(${UUID})$`);
const IDENTITY = new RegExp(`^(${UUID}):([A-Za-z0-9_-]{8,40})$`);

export const mediaRoom = (lectureId: string): string => `lecture-${lectureId}`;
export const lectureOfRoom = (room: string): string | null => ROOM.exec(room)?.[1] ?? null;

/** Each device has an identity of its own: one alone would be thrown out by the next of the same person. */
export const mediaIdentity = (personId: string, device: string): string => `${personId}:${device}`;

/** The person and device behind an identity, or null for recorders and whoever else is no person. */
export function personOfIdentity(identity: string): { personId: string; device: string } | null {
  const [, personId, device] = IDENTITY.exec(identity) ?? [];
  return personId && device ? { personId, device } : null;
}

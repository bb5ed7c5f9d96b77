import type { StayRecord } from '@seldinger/contract';

/** Epoch milliseconds: when the stay ended, or was last known to go on. */
export const endOfStay = ({ leftAt, lastSeenAt }: StayRecord): number => Date.parse(leftAt ?? lastSeenAt);

/** Devices have random names; people read 1, 2, 3 in the order in which they came. */
export function numberDevices(stays: readonly StayRecord[]): Map<string, number> {
  const inOrder = [...stays].sort((a, b) => a.joinedAt.localeCompare(b.joinedAt));
  return new Map([...new Set(inOrder.map(({ device }) => device))].map((device, index) => [device, index + 1]));
}

export interface Lane {
  source: StayRecord['source'];
  device: number;
  stays: StayRecord[];
}

const sources: StayRecord['source'][] = ['socket', 'media', 'roll'];

/** One lane for each source of each device, the devices in the order in which they came. */
export function lanesOf(stays: readonly StayRecord[]): Lane[] {
  return [...numberDevices(stays)].flatMap(([name, device]) =>
    sources.map((source) => ({ source, device, stays: stays.filter((stay) => stay.source === source && stay.device === name) })).filter((lane) => lane.stays.length > 0),
  );
}

import type { RecorderFailure } from '@seldinger/contract';

/** Ends an order; its reason goes to whoever gave it. */
export class Failure extends Error {
  constructor(
    readonly reason: RecorderFailure,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** @throws Failure `room-lost` or whatever is named, when the work takes longer than `patienceMs` */
export async function within<Result>(patienceMs: number, work: Promise<Result>, late: () => Failure): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(late()), patienceMs)));
  try {
    return await Promise.race([work, waited]);
  } finally {
    clearTimeout(timer);
  }
}

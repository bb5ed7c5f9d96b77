import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
const PERIOD_MS = PERIOD_SECONDS * 1000;

const codes = (secret: Buffer): TOTP => new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), digits: 6, period: PERIOD_SECONDS });

/** What a room's screen shows at this moment of the course, and until when. */
export const codeAt = (secret: Buffer, nowMs: number): { code: string; until: Date } => ({ code: codes(secret).generate({ timestamp: nowMs }), until: new Date((Math.floor(nowMs / PERIOD_MS) + 1) * PERIOD_MS) });

/** The code of now, and the one before for who was still typing. */
export function isCode(secret: Buffer, code: string, nowMs: number): boolean {
  const delta = codes(secret).validate({ token: code, timestamp: nowMs, window: 1 });
  return delta === 0 || delta === -1;
}

import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits for a cookie or a link. Only its hash is kept. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

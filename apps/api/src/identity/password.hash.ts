import { hash, verify } from '@node-rs/argon2';
import { newSecret } from './secret';

/** Argon2id, the library's default, with the parameters that OWASP recommends: 19 MiB, two passes, one lane. Runs off the main thread. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

let nobodys: Promise<string> | undefined;

/** Takes the same time whether or not there is a hash to compare with. */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  nobodys ??= hashPassword(newSecret());
  const right = await verify(passwordHash ?? (await nobodys), password.normalize('NFKC'));
  return right && Boolean(passwordHash);
}

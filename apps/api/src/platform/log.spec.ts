import { QueryFailedError } from 'typeorm';
import { createLog } from './log';

describe('the log', () => {
  it('says which statement failed and why, but not with which values', () => {
    const lines: string[] = [];
    const log = createLog('info', 'test', { write: (line) => void lines.push(line) });
    const refused = Object.assign(new Error('duplicate key value violates unique constraint "person_email"'), { detail: 'Key (email)=(anna@example.org) already exists.' });
    log.error({ err: new QueryFailedError('INSERT INTO person (email, password_hash) VALUES ($1, $2)', ['anna@example.org', '$argon2id$'], refused) }, 'platform.failed');
    expect(lines.join('')).toContain('INSERT INTO person');
    expect(lines.join('')).toContain('person_email');
    expect(lines.join('')).not.toMatch(/anna@example|argon2id/);
  });

  it('keeps passwords and tokens to itself', () => {
    const lines: string[] = [];
    const log = createLog('info', 'test', { write: (line) => void lines.push(line) });
    log.info({ password: 'guidewire', body: { token: 'catheter' }, headers: { cookie: 'sheath', authorization: 'needle' } }, 'request');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/guidewire|catheter|sheath|needle/);
  });
});

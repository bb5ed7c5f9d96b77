import PostalMime, { type Email } from 'postal-mime';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real mail server on this machine that keeps what it is given, and refuses while told so. */
export class Postbox {
  readonly mails: Email[] = [];
  refusing = false;
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (this.refusing) return done(Object.assign(new Error('mailbox full'), { responseCode: 452 }));
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          this.mails.push(mail);
          done();
        });
      });
    },
  });

  open = (): Promise<string> => new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(`smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`)));
  close = (): Promise<void> => new Promise((resolve) => this.server.close(() => resolve()));
}

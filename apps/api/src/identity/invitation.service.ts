import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Mail } from '../platform/mail';
import { invitationMail, rolesMail } from './identity.mails';
import { LinkAddress } from './link.address';
import { editionForMail, type MemberRow } from './people.queries';
import { SingleUseLinkService } from './single-use-link.service';

/** The mail that tells somebody of their place: with a link to set a password, or, who has one, to the door. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly mail: Mail,
    private readonly links: SingleUseLinkService,
    private readonly address: LinkAddress,
  ) {}

  async write(em: EntityManager, editionId: string, member: MemberRow, origin: string): Promise<void> {
    const editionName = (await editionForMail(em, editionId))?.name ?? '';
    if (member.hasAccount) return this.mail.enqueue(em, rolesMail(member, { editionName, address: this.address.home(origin) }));
    const token = await this.links.create(em, 'invitation', member.id);
    await this.mail.enqueue(em, invitationMail(member, { editionName, address: this.address.singleUse(origin, token) }));
  }
}

import { Injectable } from '@nestjs/common';
import type { lectureLink, lectureLinkList, newLectureLink } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { AppError, invalid, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Mail } from '../platform/mail';
import { GuestService } from './guest.service';
import { lectureLinkMail } from './identity.mails';
import { lectureForLink, linkById, linksOfLecture, type LectureForLink, type LinkRow } from './lecture-link.queries';
import { LinkAddress } from './link.address';
import { hashOf, newSecret } from './secret';

/** Personal links by which a trainer comes into one lecture without an account. */
@Injectable()
export class LectureLinkService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly mail: Mail,
    private readonly address: LinkAddress,
    private readonly guests: GuestService,
  ) {}

  /** Answers with the link, which is shown this once, and mails it to the trainer. */
  async create(viewer: Viewer, lectureId: string, origin: string): Promise<z.infer<typeof newLectureLink>> {
    return this.source.transaction(async (em) => {
      const lecture = await this.lectureOf(em, viewer, lectureId);
      if (lecture.state === 'ended' || lecture.state === 'verified') throw new AppError('live.over');
      if (!lecture.trainer) throw invalid('lectureId', 'the lecture has no trainer');
      const token = newSecret();
      const [row] = (await em.query('INSERT INTO lecture_link (token_hash, lecture_id, person_id, created_by, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id', [
        hashOf(token),
        lectureId,
        lecture.trainer.id,
        viewer.personId,
        this.clock.real(),
      ])) as { id: string }[];
      const url = this.address.lecture(origin, token);
      const title = lecture.trainer.locale === 'it' ? lecture.titleIt : lecture.titleEn;
      await this.mail.enqueue(em, lectureLinkMail(lecture.trainer, { title, startsAt: lecture.startsAt, address: url }));
      const link = await linkById(em, row!.id);
      if (!link) throw notFound();
      return { ...present(link), url };
    });
  }

  async list(viewer: Viewer, lectureId: string): Promise<z.infer<typeof lectureLinkList>> {
    const em = this.source.manager;
    await this.lectureOf(em, viewer, lectureId);
    return { items: (await linksOfLecture(em, lectureId)).map(present) };
  }

  /** Revoking what is revoked changes nothing. */
  async revoke(viewer: Viewer, linkId: string): Promise<void> {
    await this.source.transaction(async (em) => {
      const link = await linkById(em, linkId);
      if (!link) throw notFound();
      viewer.demand('people:manage', link.editionId);
      await this.guests.shutOut(em, link);
    });
  }

  private async lectureOf(em: EntityManager, viewer: Viewer, lectureId: string): Promise<LectureForLink> {
    const lecture = await lectureForLink(em, lectureId);
    if (!lecture) throw notFound();
    viewer.demand('people:manage', lecture.editionId);
    return lecture;
  }
}

const present = ({ id, lectureId, person, createdAt, expiresAt, revokedAt, lastUsedAt }: LinkRow): z.infer<typeof lectureLink> => ({
  id,
  lectureId,
  person,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

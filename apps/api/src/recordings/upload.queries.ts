import type { EntityManager } from 'typeorm';

/** `received` is no column: the file says how far it is. */
export type UploadRow = { id: string; lectureId: string; editionId: string; personId: string; fileName: string; bytes: number; createdAt: Date; recordingId: string | null };
export type ListedUpload = UploadRow & { number: number; titleEn: string; titleIt: string; author: string };

const UPLOAD = `u.id, u.lecture_id AS "lectureId", u.edition_id AS "editionId", u.person_id AS "personId", u.file_name AS "fileName", u.bytes::float8 AS bytes, u.created_at AS "createdAt", u.recording_id AS "recordingId"`;

export async function uploadById(em: EntityManager, uploadId: string, lock: '' | 'FOR UPDATE' = ''): Promise<UploadRow | null> {
  const [row] = (await em.query(`SELECT ${UPLOAD} FROM recording_upload u WHERE u.id = $1 ${lock}`, [uploadId])) as UploadRow[];
  return row ?? null;
}

/** Whose last byte is not known to be there, over all editions. */
export async function uploadsUnderWay(em: EntityManager): Promise<UploadRow[]> {
  return em.query(`SELECT ${UPLOAD} FROM recording_upload u WHERE u.recording_id IS NULL ORDER BY u.created_at`);
}

/** The newest 100 that are under way in an edition, oldest first. */
export async function uploadsOf(em: EntityManager, editionId: string): Promise<ListedUpload[]> {
  const rows = (await em.query(
    `SELECT ${UPLOAD}, l.title_en AS "titleEn", l.title_it AS "titleIt", p.given_name || ' ' || p.family_name AS author,
            (SELECT count(*)::int FROM lecture earlier WHERE earlier.edition_id = l.edition_id AND earlier.starts_at <= l.starts_at) AS number
     FROM recording_upload u JOIN lecture l ON l.id = u.lecture_id JOIN person p ON p.id = u.person_id
     WHERE u.edition_id = $1 AND u.recording_id IS NULL ORDER BY u.created_at DESC, u.id LIMIT 100`,
    [editionId],
  )) as ListedUpload[];
  return rows.reverse();
}

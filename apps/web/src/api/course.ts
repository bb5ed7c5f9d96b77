import { $api } from './client';

/** The edition that a page is about: its zone, in which the course's times are told, and its rules. */
export const useCourse = (editionId: string) => $api.useQuery('get', '/api/editions/{editionId}', { params: { path: { editionId } } }, { staleTime: 600_000 });

import type { paths } from '@seldinger/contract/api';
import createClient from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { AppError, refusalOf } from './errors';

let csrfToken = '';

/** The token of the session answer; sent with everything that changes something. */
export function keepCsrfToken(token: string): void {
  csrfToken = token;
}

/** For what sends by itself, such as large files in pieces; all else goes through `api`. */
export const csrfHeader = (): { 'x-csrf-token': string } => ({ 'x-csrf-token': csrfToken });

/** The only fetch of the client but for those pieces: same-origin cookies, the CSRF header, refusals thrown as AppError. */
async function fetchFromApi(request: Request): Promise<Response> {
  if (request.method !== 'GET') request.headers.set('x-csrf-token', csrfToken);
  const response = await fetch(request).catch(() => {
    throw new AppError('client.unreachable');
  });
  if (!response.ok) throw await refusalOf(response);
  return response;
}

/** Typed calls by route: `await api.POST('/api/session', { body })`. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin', fetch: fetchFromApi });

/** The same as hooks of react-query: `$api.useQuery('get', '/api/editions/{editionId}/plan', { params })`. */
export const $api = createQueryClient(api);

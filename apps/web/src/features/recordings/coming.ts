import type { ErrorBody, SearchHit } from '@seldinger/contract';
import type { Client } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { api } from '../../api/client';

interface SearchPath {
  '/api/editions/{editionId}/recordings/search': {
    get: {
      parameters: { query: { q: string }; header?: never; path: { editionId: string }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { items: SearchHit[] } } }; 400: { headers: Record<string, unknown>; content: { 'application/json': ErrorBody } } };
    };
  };
}

/** The search, by its contract. */
export const $api = createQueryClient(api as unknown as Client<SearchPath>);

import { errorBody } from '@seldinger/contract';
import { startTestApp, type TestApp } from '../../testing/app';
import { securityHeaders } from './security-headers';

describe('a request that no route could take', () => {
  let test: TestApp;
  beforeAll(async () => void (test = await startTestApp()));
  afterAll(() => test.close());

  it.each([
    ['an address that cannot be decoded', '/api/%ZZ', 400],
    ['a page whose address cannot be decoded', '/%ZZ', 400],
    ['a parameter of thousands of letters', `/api/lectures/${'a'.repeat(5000)}`, 404],
  ])('%s is refused in the words of the contract', async (_, path, status) => {
    const { body, headers } = await test.anyone.get(path).expect(status);
    expect(errorBody.parse(body).requestId).toBe(headers['x-request-id']);
    expect(headers).toMatchObject(securityHeaders({}));
  });
});

import { startTestApp, type TestApp } from '../../testing/app';
import { securityHeaders } from './security-headers';

describe('security headers', () => {
  let test: TestApp;
  beforeAll(async () => void (test = await startTestApp()));
  afterAll(() => test.close());

  it('are on every answer: a page of the API, a refusal, an address that is nobody\'s', async () => {
    for (const path of ['/api/health', '/api/session', '/nowhere']) {
      const { headers } = await test.anyone.get(path);
      expect(headers).toMatchObject(securityHeaders({}));
    }
  });

  it('let no script run but our own files, and nobody frame the page', () => {
    const policy = securityHeaders({})['content-security-policy']!.split(';');
    expect(policy).toEqual(expect.arrayContaining(["default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "connect-src 'self'"]));
  });

  it('let the page reach the media server: by its public address, else by its port', () => {
    const connect = (config: Parameters<typeof securityHeaders>[0]) => securityHeaders(config)['content-security-policy']!.split(';').find((part) => part.startsWith('connect-src'));
    expect(connect({ LIVEKIT_URL: 'ws://127.0.0.1:7880' })).toBe("connect-src 'self' ws://*:7880 http://*:7880");
    expect(connect({ LIVEKIT_URL: 'ws://10.0.0.1:7880', LIVEKIT_PUBLIC_URL: 'wss://media.example.org' })).toBe("connect-src 'self' wss://media.example.org https://media.example.org");
  });
});

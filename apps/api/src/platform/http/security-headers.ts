import type { Config } from '../config';

/** What tells browsers to distrust everything that is not ours. The same on every answer, so it is made once. */
export function securityHeaders(config: Pick<Config, 'LIVEKIT_URL' | 'LIVEKIT_PUBLIC_URL'>): Readonly<Record<string, string>> {
  const policy: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    // Mantine sets custom properties in style attributes and writes one style element for the scheme.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:'],
    'font-src': ["'self'"],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...mediaServer(config)],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  // Strict-Transport-Security is set by the proxy that ends TLS, which knows whether there is one.
  return {
    'content-security-policy': Object.entries(policy).map(([directive, sources]) => `${directive} ${sources.join(' ')}`).join(';'),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
  };
}

/** Where browsers reach LiveKit: its public address, or its port on whatever name the page was opened by. */
function mediaServer({ LIVEKIT_URL, LIVEKIT_PUBLIC_URL }: Pick<Config, 'LIVEKIT_URL' | 'LIVEKIT_PUBLIC_URL'>): string[] {
  if (LIVEKIT_PUBLIC_URL) return [LIVEKIT_PUBLIC_URL, LIVEKIT_PUBLIC_URL.replace(/^ws/, 'http')];
  const port = LIVEKIT_URL ? new URL(LIVEKIT_URL).port : '';
  return port ? [`ws://*:${port}`, `http://*:${port}`] : [];
}

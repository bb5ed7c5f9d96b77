import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/**
 * Asks one address again and again over kept-alive connections, each waiting for its answer before it asks anew.
 * Written on bare sockets, because a client costs the same two cores as the server it asks.
 * @returns answers a second
 * @throws Error on any answer but 200
 */
export async function requestsPerSecond({ url, cookie, connections, forMs }: { url: string; cookie: string; connections: number; forMs: number }): Promise<number> {
  const began = performance.now();
  const until = began + forMs;
  const counts = await Promise.all(Array.from({ length: connections }, () => ask(new URL(url), cookie, until)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - began) / 1000);
}

function ask({ hostname, port, host, pathname }: URL, cookie: string, until: number): Promise<number> {
  const request = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nAccept: application/json\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let [answers, received] = [0, ''];
    socket.setEncoding('latin1');
    socket.on('connect', () => socket.write(request));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`${host} closed the connection`)));
    socket.on('data', (chunk) => {
      received += chunk;
      const head = received.indexOf(END_OF_HEAD);
      if (head < 0) return;
      if (!received.startsWith('HTTP/1.1 200')) return socket.destroy(new Error(received));
      const length = /content-length: (\d+)/i.exec(received);
      if (!length) return socket.destroy(new Error(`no length: ${received}`));
      if (received.length < head + END_OF_HEAD.length + Number(length[1])) return;
      received = '';
      answers += 1;
      if (performance.now() < until) return socket.write(request);
      resolve(answers);
      socket.end();
    });
  });
}

import http from 'node:http';

/** Sends one request, on a connection of its own. */
export function request(method, path) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: process.env.PORT, agent: false, method, path };
    const sent = http.request(options, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(body));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

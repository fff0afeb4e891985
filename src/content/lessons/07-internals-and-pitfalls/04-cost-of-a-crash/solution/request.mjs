import http from 'node:http';

const LIMIT_MS = 2000;

/** Sends a request. One that reads is sent once more when it fails; one that changes something is not. */
export async function request(method, path) {
  try {
    return await sendOnce(method, path);
  } catch (error) {
    if (method !== 'GET') throw error;
    return sendOnce(method, path);
  }
}

/** On a connection of its own, and with a limit. */
function sendOnce(method, path) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: process.env.PORT, agent: false, method, path };
    const sent = http.request({ ...options, signal: AbortSignal.timeout(LIMIT_MS) }, (response) => {
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

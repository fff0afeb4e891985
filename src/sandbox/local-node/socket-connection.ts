/** The messages of a sandbox over a WebSocket to this computer. */
import type { Connection } from '@cluster-lab/sandbox/remote/remote-sandbox';
import { SandboxError } from '@cluster-lab/sandbox';
import { LARGEST_MESSAGE_BYTES, OUTPUT_HEADER_BYTES } from './protocol.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param socket open, with `binaryType` arraybuffer */
export function socketConnection(socket: WebSocket): Connection {
  return {
    send(message) {
      const text = JSON.stringify(message);
      if (text.length > LARGEST_MESSAGE_BYTES / 2) throw tooLarge(text.length);
      socket.send(text);
    },
    listen(onMessage, onLost) {
      socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) =>
        onMessage(typeof data === 'string' ? JSON.parse(data) : outputOf(data)),
      );
      socket.addEventListener('close', () => onLost(connectionLost()));
    },
    async close() {
      if (socket.readyState === socket.CLOSED) return;
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }));
      socket.close();
      await closed;
    },
    abandon: () => socket.close(),
  };
}

/** The host sends whole characters. */
function outputOf(data: ArrayBuffer): unknown {
  const bytes = new Uint8Array(data, OUTPUT_HEADER_BYTES);
  const program = new DataView(data).getUint32(0);
  return { type: 'output', program, text: decoder.decode(bytes), bytes: bytes.length };
}

function connectionLost(): SandboxError {
  return new SandboxError(
    'connection-lost',
    'The connection to Node on this computer was lost; what ran there was ended.',
    'Is "npm start" still running? Start it again and press Run. Your code is kept.',
  );
}

function tooLarge(characters: number): SandboxError {
  return new SandboxError(
    'file-too-large',
    `${Math.round(characters / 1_000_000)} MB are more than a sandbox takes at once.`,
    'Take only the files that the program needs.',
  );
}

/** What Linux says in /proc about the sockets that listen on a port. */
import fs from 'node:fs';

const LISTENING = '0A';

export function listeningSockets(port, processes) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    fs.readFileSync(file, 'utf8').trim().split('\n').slice(1),
  );
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, address, , state]) => address.endsWith(suffix) && state === LISTENING)
    .map((columns) => columns[9])
    .map((inode) => ({ inode, heldBy: Object.keys(processes).filter((name) => holds(processes[name], inode)) }));
}

/** A process has open what its folder of file descriptors points to. */
function holds(pid, inode) {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).some((fd) => target(`${folder}/${fd}`) === `socket:[${inode}]`);
}

function target(link) {
  try {
    return fs.readlinkSync(link);
  } catch {
    return ''; // closed since it was listed
  }
}

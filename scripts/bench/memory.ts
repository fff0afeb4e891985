/** Resident memory of processes on Linux, as `ps` counts it. */
import { readdirSync, readFileSync } from 'node:fs';

interface Status {
  readonly pid: number;
  readonly parent: number;
  readonly residentMB: number;
}

/** The process and all below it, without what they share with their like counted twice: each page by who uses it. */
export function residentBelow(pid: number): number {
  const all = statuses();
  const members = new Set([pid]);
  for (let before = 0; before < members.size;) {
    before = members.size;
    for (const each of all) if (members.has(each.parent)) members.add(each.pid);
  }
  return all.filter((each) => members.has(each.pid)).reduce((sum, { residentMB }) => sum + residentMB, 0);
}

function statuses(): Status[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, parent] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8')) ?? [];
      const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8')) ?? [];
      return [{ pid: Number(name), parent: Number(parent), residentMB: Number(kilobytes ?? 0) / 1_024 }];
    } catch {
      // It has ended, or is another user's.
      return [];
    }
  });
}

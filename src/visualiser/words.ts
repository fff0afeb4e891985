/** What the picture writes on things, and how it says them aloud. */
import { plural } from '../core/plural.ts';
import type { Handoff } from '../core/trace/handoffs.ts';
import type { ConnectionState, ProcessState } from '../core/trace/topology.ts';

export function stateInPicture(process: ProcessState): string {
  if (process.state !== 'exited') return process.state === 'disconnecting' ? 'leaving' : process.state;
  const { exit, crash } = process;
  const how = exit?.signal ?? (exit?.code === null || exit?.code === undefined ? 'with the run' : `code ${exit.code}`);
  return crash === null ? `ended: ${how}` : `crashed: ${how}`;
}

export function underWay({ requests: { started, finished, aborted } }: ProcessState): number {
  return Math.max(0, started - finished - aborted);
}

/** 12.3 MB: millions of bytes, as the table and Node's documentation count. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
}

/** 840 µs, 12.4 ms, 3.21 s */
export function duration(micros: number): string {
  if (micros < 1_000) return `${Math.round(micros)} µs`;
  if (micros < 1_000_000) return `${(micros / 1_000).toFixed(micros < 10_000 ? 1 : 0)} ms`;
  return `${(micros / 1_000_000).toFixed(micros < 10_000_000 ? 2 : 1)} s`;
}

export function processSpoken(name: string, process: ProcessState, waiting: number): string {
  const { connections, requests } = process;
  const parts = [
    `${name}: ${stateInPicture(process)}`,
    plural(requests.finished, 'request'),
    ...(connections.open > 0 ? [plural(connections.open, 'open connection')] : []),
    ...(underWay(process) > 0 ? [`${underWay(process)} under way`] : []),
    ...(waiting > 0 ? [`${plural(waiting, 'connection')} waiting for it`] : []),
  ];
  return parts.join(', ');
}

/** @param child the plain child that serves it, if one does */
export function connectionSpoken({ peer, worker, requests }: ConnectionState, child?: ProcessState): string {
  const holder =
    child !== undefined ? `the child with pid ${child.pid}` : worker === 0 ? 'the primary' : `worker ${worker}`;
  return `Connection from client port ${peer}, held by ${holder}, ${plural(requests, 'request')}`;
}

export function handoffSpoken({ to, peer, at }: Handoff, now: number): string {
  const who = peer === null ? 'A connection' : `The connection from client port ${peer}`;
  return `${who} has waited ${duration(now - at)} for worker ${to} to take it`;
}

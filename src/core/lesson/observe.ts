/** A run's answer to a prediction, in words; undefined while the run has not shown it yet. */
import type { Observation } from './observation.schema.ts';
import { sayDecidingLoad } from './observations/deciding-load.ts';
import { loadFailures, loadHeldUp, loadSplit, loadStatuses, loadTime } from './observations/loads.ts';
import { exitAndLoad, requestOrder } from './observations/order.ts';
import { linePrinted, printedOrder, timesPrinted } from './observations/output.ts';
import {
  exitCode,
  messages,
  ports,
  workerExits,
  workersApart,
  workersForked,
  workersOnOnePort,
} from './observations/processes.ts';
import type { Clause, Seen } from './observations/seen.ts';

export type { Seen } from './observations/seen.ts';

/** @returns a clause after "In your run" */
export function observe(observation: Observation, seen: Seen): Clause {
  switch (observation.kind) {
    case 'times-printed':
      return timesPrinted(seen, observation.text);
    case 'line-printed':
      return linePrinted(seen, observation.startsWith);
    case 'printed-order':
      return printedOrder(seen, observation.texts);
    case 'ports':
      return ports(seen);
    case 'workers-on-one-port':
      return workersOnOnePort(seen);
    case 'workers-forked':
      return observation.withinMs === undefined
        ? workersForked(seen)
        : byTheClock(workersForked(seen, observation.withinMs), seen);
    case 'worker-exits':
      return workerExits(seen);
    case 'exit-code':
      return exitCode(seen);
    case 'messages':
      return messages(seen);
    case 'load-split':
      return loadSplit(seen, observation);
    case 'load-time':
      return byTheClock(loadTime(seen, observation), seen);
    case 'load-held-up':
      return byTheClock(loadHeldUp(seen, observation.overMs, observation), seen);
    case 'load-failures':
      return loadFailures(seen);
    case 'load-statuses':
      return loadStatuses(seen);
    case 'request-order':
      return requestOrder(seen, observation.path, observation.during);
    case 'exit-and-load':
      return exitAndLoad(seen);
    default:
      return observation satisfies never;
  }
}

/** Times on a slow computer are the computer's, not the program's. */
function byTheClock(clause: Clause, { tooSlow }: Seen): Clause {
  if (clause === undefined || tooSlow !== true) return clause;
  return `${clause}, but this computer was too slow for times to tell: run it again when less else keeps it busy`;
}

/** A run that leaves the question open, with a remedy; undefined where it is only too early to tell. */
export function observeBeside(observation: Observation, seen: Seen): Clause {
  if (observation.kind === 'workers-on-one-port') return workersApart(seen);
  if (!('load' in observation) || observation.load === undefined || seen.exit !== null) return undefined;
  return `nothing has answered it yet: ${sayDecidingLoad(observation.load)}`;
}

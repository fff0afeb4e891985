/**
 * Preloaded into every process and thread of a learner's program on this computer, before all other code: it keeps what a program starts
 * inside the same fence, its signals to its own processes, and turns a fork bomb or a restart storm into a sentence. A seat belt, not a
 * wall. It lies beside the program's folder, where the program may read and not write.
 */
import { guardConnections } from './connections.ts';
import { guardProcesses } from './processes.ts';
import { guardReports } from './reports.ts';
import { guardSignals } from './signals.ts';
import { guardThreads } from './threads.ts';

guardProcesses();
guardSignals();
guardThreads();
guardConnections();
guardReports();

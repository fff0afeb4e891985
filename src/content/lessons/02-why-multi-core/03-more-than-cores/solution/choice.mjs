// Which numbers of workers to measure, and the one that you would use on this computer.
import { availableParallelism } from 'node:os';

export const sizes = [1, 2, 4];
export const chosen = availableParallelism(); // beyond it nothing was gained

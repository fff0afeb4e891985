// Which numbers of workers to measure, and the one that you would use on this computer.
export const sizes = [1, 2, 4];
export const chosen = 100;

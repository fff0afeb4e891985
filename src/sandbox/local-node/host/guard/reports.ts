/** Node writes the report of a fatal error wherever a program says, without asking its permission model; all other reports it asks for. */
import process from 'node:process';
import { defineProperty, setPrototype } from './primordials.ts';
import { refusal } from './refuse.ts';

export function guardReports(): void {
  const set = () => {
    throw refusal('process.report.reportOnFatalError is not available here. Call process.report.writeReport().', set);
  };
  const property = { get: () => false, set, enumerable: true, configurable: false };
  defineProperty(process.report, 'reportOnFatalError', setPrototype(property, null));
}

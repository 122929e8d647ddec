import { readFileSync } from 'node:fs';

/** Resident memory of a process in MB; Linux only. @param {number} pid */
export const residentMb = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

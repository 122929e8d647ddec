import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runClosed } from '../load/closed-loop.mjs';
import { rawRequest } from '../load/connection.mjs';
import { runOpen } from '../load/open-loop.mjs';
import { bearerOf, reportOf } from '../rig/report.mjs';
import { openKeys } from '../rig/keys.mjs';
import { flush, keptEvents } from './flush.mjs';
import { openSigning } from './signing.mjs';

/*
 * A process of its own that sends scans: `node driver.mjs PLACE`, where PLACE is a file that says what it works on.
 * Codes last a minute, so each slice is prepared right before it is sent. Each message is one step, answered when done:
 * { step: 'keep', events } · { step: 'flush', port } · { step: 'prepare', atMost } · { step: 'closed', port, connections, forMs? } · { step: 'reports', port, connections, atMost } · { step: 'open', port, forMs, scans, reports }
 */
const { dist, keysFile, day, people, gates } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const keys = openKeys(dist, keysFile);
const signing = openSigning(dist, keysFile, gates);
let sequence = 0;
let student = 0;
/** @type {Buffer[]} */
let prepared = [];

const nextStudent = () => {
  student = (student % people) + 1;
  return student;
};
const nextScan = () => {
  sequence += 1;
  return signing.scanRequest(gates.devices[sequence % gates.devices.length], sequence, nextStudent());
};
const nextReport = () => {
  const n = nextStudent();
  const headers = { authorization: bearerOf(keys, n), 'idempotency-key': randomUUID() };
  return rawRequest('POST', '/api/v1/check-ins', headers, JSON.stringify(reportOf(keys, day, n, '一切正常')));
};
const isAdmitted = (/** @type {number} */ status, /** @type {string} */ body) =>
  status === 200 && body.includes('"verdict":"admitted"');

/** @type {ReturnType<typeof keptEvents>} */
let kept = new Map();

const steps = {
  keep: async ({ events }) => {
    kept = keptEvents(signing, gates, { events, people });
    return { kept: events };
  },
  flush: ({ port }) => flush(signing, port, kept),
  prepare: async ({ atMost }) => {
    prepared = Array.from({ length: atMost }, nextScan);
    return { prepared: atMost };
  },
  closed: async (slice) => {
    const requests = prepared;
    prepared = [];
    return runClosed(slice, requests, isAdmitted);
  },
  reports: async ({ atMost, ...slice }) => {
    const requests = Array.from({ length: atMost }, nextReport);
    return runClosed(slice, requests, (status) => status === 201);
  },
  open: async ({ port, forMs, scans, reports }) =>
    runOpen(
      port,
      [
        ...spread('scan', scans, forMs, nextScan, isAdmitted),
        ...spread('report', reports, forMs, nextReport, (status) => status === 201),
      ].sort((a, b) => a.atMs - b.atMs),
    ),
};

/** So many a second, evenly. */
function spread(kind, perSecond, forMs, make, isGood) {
  const count = Math.floor((perSecond * forMs) / 1000);
  return Array.from({ length: count }, (_, at) => ({ kind, request: make(), atMs: (at * 1000) / perSecond, isGood }));
}

process.on('message', async ({ step, ...what }) => process.send?.(await steps[step](what)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

import { readFileSync } from 'node:fs';
import { openDraw } from '../load/draw.mjs';
import { partsOf, startDevice, Time } from './device.mjs';
import { flushAll } from './flush.mjs';

/*
 * Some terminals as one process that may lose its power: `node lane.mjs SETUP`, where SETUP is a file that says which and
 * how. What has been judged is told after it is on the disk. Steps, each answered when done: { step: 'day' } · { step: 'flush' }
 */
const setup = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const parts = partsOf(setup.dist);
const draw = openDraw(setup.seed);
const figures = { lost: 0, busy: 0, clockOff: 0, sent: 0, quarantined: 0 };

/** Either server, and now and then the answer never arrives. @type {typeof fetch} */
const send = async (url, init) => {
  const { pathname, search } = new URL(String(url));
  const port = setup.ports[Math.floor(draw() * setup.ports.length)];
  const response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
  figures.busy += response.status === 503 ? 1 : 0;
  figures.clockOff += response.status === 401 ? 1 : 0;
  if (draw() < setup.loseAcks) {
    figures.lost += 1;
    await response.arrayBuffer();
    throw new Error('the answer was lost');
  }
  return response;
};

const tell = (/** @type {object} */ message) => process.send?.(message);

const lanes = await Promise.all(
  setup.terminals.map(async (terminal) => {
    const showings = JSON.parse(readFileSync(terminal.plan, 'utf8'));
    const time = new Time();
    time.told = terminal.from === 0 ? terminal.startsAt : (showings[terminal.from - 1]?.at ?? terminal.startsAt);
    const cut = setup.cut?.n === terminal.n ? { writeLine: parts.powerCutAfter(setup.cut.lines) } : {};
    const started = await startDevice(parts, terminal.home, time, terminal.clockwork, send, cut);
    started.gate.setOnline(false);
    if (terminal.from === 0 && terminal.clockwork.met) {
      // the last that it heard before the network went
      started.device.time.metServer(new Date(time.now()).toISOString(), time.now());
    }
    return { ...started, terminal, showings, time };
  }),
);

/** People come one after the other; each is told only what is on the disk already. */
async function liveDay({ terminal, showings, time, gate }) {
  for (let at = terminal.from; at < showings.length; at++) {
    time.told = showings[at].at;
    const { verdict, by } = await gate.show({ code: showings[at].code }, 365);
    tell({ shown: [terminal.n, at, verdict, by] });
  }
}

process.on('message', async (/** @type {{ step: string }} */ { step }) => {
  if (step === 'day') {
    await Promise.all(lanes.map(liveDay));
  } else {
    await flushAll(parts, setup, lanes, draw, figures, tell);
  }
  tell({ done: step, figures });
});
process.on('disconnect', () => process.exit(0));
tell({ done: 'start', figures });

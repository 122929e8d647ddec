import { endWith } from './launcher/fault.mjs';
import { demandNode, install, isInstalled } from './launcher/install.mjs';
import { claimDirectory, endOrphans } from './launcher/claim.mjs';
import { DATA, demandRoom, diskFull, isDiskFull, isExhausted } from './launcher/place.mjs';
import { demandPort } from './launcher/ports.mjs';
import { step } from './launcher/progress.mjs';
import { onStop, stopAll, stopOnSignals } from './launcher/stop.mjs';
import { endTools } from './launcher/tools.mjs';

/**
 * `npm start`: everything from an empty machine with Node to a running, seeded health pass.
 * This file and what it imports above work before anything is installed; the rest is loaded afterwards.
 */
async function main() {
  const options = {
    dev: process.argv.includes('--dev'),
    demo: process.argv.includes('--demo'),
    port: Number(process.env.PORT ?? 3000),
  };
  demandNode();
  demandRoom(DATA);
  stopOnSignals();
  onStop(endTools);
  await claimDirectory(options.port);
  await endOrphans();
  await demandPort(options.port, process.env.HOST ?? '127.0.0.1');
  if (!isInstalled()) {
    await step('安装依赖 / packages', install);
  }
  const { run } = await import('./launcher/run.mjs');
  await run(options);
}

main().catch(async (error) => {
  // PostgreSQL gives the space of its log back when it stops: ask before
  const isFull = isDiskFull(error) || isExhausted();
  await stopAll();
  endWith(isFull ? diskFull(DATA) : error);
});

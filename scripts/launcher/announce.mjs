import { existsSync, readFileSync } from 'node:fs';
import { inData } from './place.mjs';
import { say } from './progress.mjs';

/**
 * Says where it answers and, where a demo school was seeded, as whom one can sign in.
 * @param {number} port
 */
export function announce(port) {
  say(`\n✓ 健康通行已启动 / The health pass is running:  http://localhost:${port}\n`);
  const file = inData('demo.json');
  if (existsSync(file)) {
    say(demoPeople(JSON.parse(readFileSync(file, 'utf8'))));
  }
  say('按 Ctrl-C 停止 / Ctrl-C stops it');
}

/** @param {any} demo */
function demoPeople(demo) {
  return JSON.stringify(demo, null, 2);
}

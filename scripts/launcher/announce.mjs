import { existsSync, readFileSync } from 'node:fs';
import { inData } from './place.mjs';
import { say } from './progress.mjs';

/**
 * @typedef {{ shows: { zh: string, en: string }, role: string, number: string, name: string, password: string, totpSecret?: string }} Person
 * @typedef {{ gate: { zh: string, en: string }, enrolmentCode: string }} Terminal
 * @typedef {{ schools: { code: string, name: { zh: string, en: string }, people: Person[], terminal?: Terminal }[] }} Demo
 */

const ROLES = /** @type {const} */ ([
  ['member', '师生 / members'],
  ['counsellor', '辅导员 / counsellors'],
  ['card_staff', '卡务 / card staff'],
  ['school_admin', '管理员 / administrators'],
]);
const SHOWN_PER_ROLE = 3;

/**
 * Says where it answers and, where a demo school was seeded, as whom one can sign in.
 * @param {number} port
 */
export function announce(port) {
  say(`\n✓ 健康通行已启动 / The health pass is running:  http://localhost:${port}\n`);
  const file = inData('demo.json');
  if (existsSync(file)) {
    /** @type {Demo} */
    const demo = JSON.parse(readFileSync(file, 'utf8'));
    for (const line of demo.schools.slice(0, 1).flatMap(linesOf)) {
      say(line);
    }
    const terminal = demo.schools[0]?.terminal;
    if (terminal) {
      say(`  闸机终端 / gate terminal: http://localhost:${port}/#/packages/kiosk/index/index`);
      say(`    登记码 / enrolment code ${terminal.enrolmentCode}（${terminal.gate.zh} / ${terminal.gate.en}）`);
    }
    say(`  全部演示人员 / all demo people: ${file}\n`);
  }
  say('按 Ctrl-C 停止 / Ctrl-C stops it');
}

/** @param {Demo['schools'][number]} school */
function linesOf({ name, people }) {
  const lines = [`  ${name.zh} / ${name.en}`];
  for (const [role, title] of ROLES) {
    const some = people.filter((person) => person.role === role).slice(0, SHOWN_PER_ROLE);
    if (some.length > 0) {
      lines.push(`  ${title}`, ...some.map(lineOf));
    }
  }
  return lines;
}

/** @param {Person} person */
function lineOf({ number, password, name, shows, totpSecret }) {
  const second = totpSecret ? `  TOTP ${totpSecret}` : '';
  return `    ${number}  ${password}${second}  ${name}（${shows.zh} / ${shows.en}）`;
}

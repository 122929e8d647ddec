import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @typedef {{ reportId: string, version: number, receiptNumber: string, submittedAt: string }} Receipt
 * @typedef {object} Write what became of one report under one key, as its sender saw it
 * @property {string} key
 * @property {number} student
 * @property {'sent' | 'acknowledged' | 'unknown' | 'refused'} state
 * @property {Receipt[]} receipts every receipt that the key was answered with
 * @property {number} [status] of a refusal
 */

/** What the senders saw, in memory and line by line in a file. */
export class History {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    /** @type {Map<string, Write>} */
    this.writes = new Map();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }

  /** @param {string} key @param {number} student */
  sent(key, student) {
    this.writes.set(key, { key, student, state: 'sent', receipts: [] });
    this.log('sent', { key, student });
  }

  /** @param {string} key @param {Receipt} receipt */
  acknowledged(key, { reportId, version, receiptNumber, submittedAt }) {
    const receipt = { reportId, version, receiptNumber, submittedAt };
    const write = this.writeOf(key);
    write.state = 'acknowledged';
    write.receipts.push(receipt);
    this.log('acknowledged', { key, ...receipt });
  }

  /** The sender gave up before it was answered. @param {string} key */
  unknown(key) {
    this.writeOf(key).state = 'unknown';
    this.log('unknown', { key });
  }

  /** @param {string} key @param {number} status */
  refused(key, status) {
    Object.assign(this.writeOf(key), { state: 'refused', status });
    this.log('refused', { key, status });
  }

  /** @param {Write['state']} state */
  count(state) {
    return [...this.writes.values()].filter((write) => write.state === state).length;
  }

  /** @param {string} key @returns {Write} */
  writeOf(key) {
    const write = this.writes.get(key);
    if (!write) {
      throw new Error(`never sent: ${key}`);
    }
    return write;
  }

  /** @param {string} event @param {object} facts */
  log(event, facts) {
    appendFileSync(this.file, `${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '../common/key-ring';

/** What a form was opened for. */
export interface OpenedForm {
  personId: string;
  windowId: string;
  /** campus day */
  day: string;
  templateId: string;
}

const TICKET = /^[0-9a-z]{1,12}\.[\w-]{43}$/;

/** Proves that a form was opened by this person: good for one window of one day, in one version of the form. */
@Injectable()
export class FormTickets {
  /** newest first; tickets of a key that was just rotated out go on until their day ends */
  private readonly keys: Buffer[];

  constructor(ring: KeyRing) {
    this.keys = ring.allDerived('token', 'form-ticket');
  }

  issue(form: OpenedForm, now: Date): string {
    const issuedAt = Math.floor(now.getTime() / 1000).toString(36);
    const [key] = this.keys;
    if (!key) {
      throw new Error('the key file holds no token key');
    }
    return `${issuedAt}.${seal(key, form, issuedAt).toString('base64url')}`;
  }

  isGenuine(ticket: string, form: OpenedForm): boolean {
    if (!TICKET.test(ticket)) {
      return false;
    }
    const [issuedAt = '', mac = ''] = ticket.split('.');
    const given = Buffer.from(mac, 'base64url');
    return this.keys.some((key) => timingSafeEqual(seal(key, form, issuedAt), given));
  }
}

const seal = (key: Buffer, { personId, windowId, day, templateId }: OpenedForm, issuedAt: string): Buffer =>
  createHmac('sha256', key).update(`${personId}\n${windowId}\n${day}\n${templateId}\n${issuedAt}`).digest();

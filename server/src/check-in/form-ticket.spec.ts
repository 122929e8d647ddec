import fc from 'fast-check';
import { KeyRing, newKeyFile, rotated } from '../common/key-ring';
import { FormTickets, type OpenedForm } from './form-ticket';

const file = newKeyFile('generated');
const tickets = new FormTickets(new KeyRing(file));
const now = new Date('2026-09-07T00:00:00Z');
const form: OpenedForm = { personId: 'p', windowId: 'w', day: '2026-09-07', templateId: 't' };

describe('a form ticket', () => {
  it('is good for the form that was opened', () => {
    expect(tickets.isGenuine(tickets.issue(form, now), form)).toBe(true);
  });

  it.each(['personId', 'windowId', 'day', 'templateId'] as const)('is good for no other %s', (fact) => {
    expect(tickets.isGenuine(tickets.issue(form, now), { ...form, [fact]: 'x' })).toBe(false);
  });

  it('outlives the rotation of the key, and dies with the key', () => {
    const ticket = tickets.issue(form, now);
    expect(new FormTickets(new KeyRing(rotated(file, 'token'))).isGenuine(ticket, form)).toBe(true);
    expect(new FormTickets(new KeyRing(newKeyFile('generated'))).isGenuine(ticket, form)).toBe(false);
  });

  it('cannot be made up', () => {
    fc.assert(fc.property(fc.string(), (ticket) => !tickets.isGenuine(ticket, form)));
    const [issuedAt = '', mac = ''] = tickets.issue(form, now).split('.');
    expect(tickets.isGenuine(`${issuedAt}0.${mac}`, form)).toBe(false);
    expect(tickets.isGenuine(`${issuedAt}.${mac.slice(0, -1)}`, form)).toBe(false);
  });
});

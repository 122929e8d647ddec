import type { Bilingual } from '@shared/bilingual';
import type { PersonLine } from '@shared/follow-up';
import type { OverrideEffect, OverrideState } from '@shared/pass';

interface LineOfPerson {
  personId: string;
  number: string;
  name: string;
  unit: Bilingual;
}

export interface OverrideRow {
  id: string;
  person_id: string;
  effect: OverrideEffect;
  reason: string;
  state: OverrideState;
  proposed_by: string;
  proposed_at: Date;
  decided_at: Date | null;
  people: LineOfPerson[];
  decided_by: string | null;
}

/** With everybody who is named, and whether the proposer may still propose. */
export const SELECT_OVERRIDE = `
  SELECT o.id, o.person_id, o.effect, o.reason, o.state, o.proposed_by, o.proposed_at, o.decided_by, o.decided_at,
    (SELECT jsonb_agg(jsonb_build_object('personId', p.id, 'number', p.number, 'name', p.name, 'unit', u.name))
     FROM people p JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
     WHERE p.school_id = o.school_id AND p.id IN (o.person_id, o.proposed_by, o.decided_by)) AS people
  FROM pass_overrides o`;

export const personOf = ({ people }: OverrideRow, id: string): PersonLine => {
  const found = people.find(({ personId }) => personId === id);
  if (!found) {
    throw new Error('an override names people of its school');
  }
  return found;
};

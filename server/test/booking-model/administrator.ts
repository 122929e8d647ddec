import type { Caller } from '../../src/common/caller';
import type { Outcome } from './rules';
import type { ModelStage, Place } from './stage';

export async function setCapacity(stage: ModelStage, { venueId, hallId }: Place, capacity: number): Promise<Outcome> {
  const { phone } = await stage.as(stage.administrator.person);
  const { body } = await phone.get('/venues').expect(200);
  const venue = (body as { items: Record<string, unknown>[] }).items.find(({ id }) => id === venueId);
  const { id: _id, closures: _closures, ...input } = venue ?? {};
  const [hall] = input.halls as { name: unknown; sex: unknown }[];
  const halls = [{ id: hallId, name: hall?.name, sex: hall?.sex, capacity }];
  await phone.put(`/venues/${venueId}`, { ...input, halls }).expect(200);
  return 'ok';
}

export async function closeVenue(
  stage: ModelStage,
  { venueId }: Place,
  when: { inMinutes: number; minutes: number },
): Promise<Outcome> {
  // access tokens are short, and the clock has moved
  const { phone } = await stage.as(stage.administrator.person);
  const from = stage.harness.clock.now().getTime() + when.inMinutes * 60_000;
  const closure = {
    from: new Date(from).toISOString(),
    until: new Date(from + when.minutes * 60_000).toISOString(),
    reason: { zh: '停水', en: 'No water' },
  };
  await phone.post(`/venues/${venueId}/closures`, closure).expect(201);
  return 'ok';
}

/** The case of a fever is closed, and with it the hold. */
export async function recover(stage: ModelStage, { schoolId, personId }: Caller): Promise<Outcome> {
  const { database } = stage.harness;
  const open: { source_id: string }[] = await database.query(
    'SELECT source_id FROM pass_holds WHERE school_id = $1 AND person_id = $2 AND lifted_at IS NULL',
    [schoolId, personId],
  );
  if (open.length === 0) {
    return 'nothing';
  }
  const { phone } = await stage.as(stage.administrator.person);
  for (const { source_id: id } of open) {
    await phone.post(`/cases/${id}/closing`, { note: 'Well again, by the doctor' }).expect(200);
  }
  return 'ok';
}

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

export async function closeVenue(stage: ModelStage, { venueId }: Place, minutes: number): Promise<Outcome> {
  // access tokens are short, and the clock has moved
  const { phone } = await stage.as(stage.administrator.person);
  const now = stage.harness.clock.now();
  const closure = {
    from: now.toISOString(),
    until: new Date(now.getTime() + minutes * 60_000).toISOString(),
    reason: { zh: '停水', en: 'No water' },
  };
  await phone.post(`/venues/${venueId}/closures`, closure).expect(201);
  return 'ok';
}

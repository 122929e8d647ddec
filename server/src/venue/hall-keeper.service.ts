import { Injectable } from '@nestjs/common';
import type { HallInput } from '@shared/venue';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';

interface LockedHall {
  id: string;
  sex: string | null;
  held: number;
  waiting: number;
  late: number;
}

const isBusy = ({ held, waiting, late }: LockedHall): boolean => held > 0 || waiting > 0 || late > 0;

/** The halls of a venue as its administrator wants them. Nobody is thrown out: a hall shrinks as places come back. */
@Injectable()
export class HallKeeper {
  constructor(private readonly clock: Clock) {}

  /**
   * Their rows are locked until the transaction ends, before any booking's. @returns ids of those that stay or are new
   * @throws DomainError NOT_FOUND for a hall of another venue, VENUE_IN_USE for one that goes or changes its sex while taken
   */
  async set(tx: EntityManager, schoolId: string, venueId: string, halls: readonly HallInput[]): Promise<string[]> {
    const known = await this.lock(tx, schoolId, venueId);
    const wished = new Map(halls.flatMap((hall) => (hall.id === null ? [] : [[hall.id, hall] as const])));
    if ([...wished.keys()].some((id) => !known.some((hall) => hall.id === id))) {
      throw new DomainError('NOT_FOUND');
    }
    const isRefused = (hall: LockedHall): boolean => {
      const wish = wished.get(hall.id);
      return isBusy(hall) && (wish === undefined || wish.sex !== hall.sex);
    };
    if (known.some(isRefused)) {
      throw new DomainError('VENUE_IN_USE');
    }
    const gone = known.filter(({ id }) => !wished.has(id)).map(({ id }) => id);
    await this.remove(tx, schoolId, gone);
    const kept = halls.map((hall) => ({ ...hall, id: hall.id ?? newId() }));
    await this.write(tx, schoolId, venueId, kept);
    return kept.map(({ id }) => id);
  }

  /** @throws DomainError VENUE_IN_USE */
  async demandIdle(tx: EntityManager, schoolId: string, venueId: string): Promise<LockedHall[]> {
    const known = await this.lock(tx, schoolId, venueId);
    if (known.some(isBusy)) {
      throw new DomainError('VENUE_IN_USE');
    }
    return known;
  }

  /** @throws DomainError VENUE_IN_USE */
  async close(tx: EntityManager, schoolId: string, venueId: string): Promise<void> {
    const known = await this.demandIdle(tx, schoolId, venueId);
    await this.remove(
      tx,
      schoolId,
      known.map(({ id }) => id),
    );
  }

  private async lock(tx: EntityManager, schoolId: string, venueId: string): Promise<LockedHall[]> {
    await tx.query(
      'SELECT FROM halls WHERE school_id = $1 AND venue_id = $2 AND removed_at IS NULL ORDER BY id FOR UPDATE',
      [schoolId, venueId],
    );
    return tx.query(
      `SELECT h.id, h.sex, h.held,
         (SELECT count(*)::int FROM waiting_entries w WHERE w.school_id = h.school_id AND w.hall_id = h.id) AS waiting,
         (SELECT count(*)::int FROM bookings b
          WHERE b.school_id = h.school_id AND b.hall_id = h.id AND b.state = 'admitted_late') AS late
       FROM halls h WHERE h.school_id = $1 AND h.venue_id = $2 AND h.removed_at IS NULL`,
      [schoolId, venueId],
    );
  }

  private async remove(tx: EntityManager, schoolId: string, ids: readonly string[]): Promise<void> {
    await tx.query(
      'UPDATE halls SET removed_at = $3, wished = 0, capacity = 0 WHERE school_id = $1 AND id = ANY ($2::uuid[])',
      [schoolId, ids, this.clock.now()],
    );
  }

  private async write(
    tx: EntityManager,
    schoolId: string,
    venueId: string,
    halls: readonly (HallInput & { id: string })[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO halls AS h (school_id, id, venue_id, name, sex, wished, capacity)
       SELECT $1, id, $2, name, sex, wished, wished
       FROM unnest($3::uuid[], $4::jsonb[], $5::text[], $6::int[]) AS hall (id, name, sex, wished)
       ON CONFLICT (school_id, id) DO UPDATE SET name = excluded.name, sex = excluded.sex, wished = excluded.wished,
         capacity = greatest(excluded.wished, h.held)`,
      [
        ...[schoolId, venueId, halls.map(({ id }) => id), halls.map(({ name }) => JSON.stringify(name))],
        ...[halls.map(({ sex }) => sex), halls.map(({ capacity }) => capacity)],
      ],
    );
  }
}

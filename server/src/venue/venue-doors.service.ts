import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../common/domain-error';

/** The gates that lead into a venue. */
@Injectable()
export class VenueDoors {
  /** Before the venue moves to another campus: its doors belong to the old one. */
  async clear(tx: EntityManager, schoolId: string, venueId: string): Promise<void> {
    await tx.query('DELETE FROM venue_doors WHERE school_id = $1 AND venue_id = $2', [schoolId, venueId]);
  }

  /** The gates stay until the transaction ends. @throws DomainError NOT_FOUND for a gate that is not there */
  async set(
    tx: EntityManager,
    schoolId: string,
    venue: { id: string; campusId: string },
    gateIds: readonly string[],
  ): Promise<void> {
    const gates: { id: string }[] = await tx.query(
      'SELECT id FROM gates WHERE school_id = $1 AND id = ANY ($2::uuid[]) AND removed_at IS NULL ORDER BY id FOR SHARE',
      [schoolId, gateIds],
    );
    if (gates.length < gateIds.length) {
      throw new DomainError('NOT_FOUND');
    }
    await tx.query(
      `INSERT INTO venue_doors (school_id, gate_id, venue_id, campus_id)
       SELECT $1, gate_id, $3, $4 FROM unnest($2::uuid[]) AS door (gate_id)`,
      [schoolId, gateIds, venue.id, venue.campusId],
    );
  }
}

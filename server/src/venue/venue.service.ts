import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { runPrepared } from '../common/prepared';
import { GateService } from '../gate/gate.service';
import { LOAD_VENUES } from './venue.sql';
import type { Hall, Venue } from './venue.types';

const FRESH_MS = 4_000;
const MAX_SCHOOLS = 1_000;

type VenueRow = Omit<Venue, 'closures'> & { closures: { startsAt: string; endsAt: string; reason: Bilingual }[] };

export interface HallOfVenue {
  hall: Hall;
  venue: Venue;
}

interface School {
  venues: readonly Venue[];
  halls: ReadonlyMap<string, HallOfVenue>;
}

interface Kept {
  loadedAt: number;
  school: Promise<School>;
}

/** What other services ask about venues: one statement for all of a school's, kept for seconds. */
@Injectable()
export class VenueService {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly gates: GateService,
  ) {}

  async all(schoolId: string): Promise<readonly Venue[]> {
    return (await this.schoolOf(schoolId)).venues;
  }

  /** Null for one that is closed down, or of another school. One that is not known yet is looked for once more. */
  async find(schoolId: string, venueId: string): Promise<Venue | null> {
    const isIt = ({ id }: Venue): boolean => id === venueId;
    const known = (await this.all(schoolId)).find(isIt);
    if (known) {
      return known;
    }
    this.kept.delete(schoolId);
    return (await this.all(schoolId)).find(isIt) ?? null;
  }

  /** The same of a hall. */
  async findHall(schoolId: string, hallId: string): Promise<HallOfVenue | null> {
    const known = (await this.schoolOf(schoolId)).halls.get(hallId);
    if (known) {
      return known;
    }
    this.kept.delete(schoolId);
    return (await this.schoolOf(schoolId)).halls.get(hallId) ?? null;
  }

  /** Forgets the venues of a school in this process, and which gates are doors, after its administrator changed them here. */
  forget(schoolId: string): void {
    this.kept.delete(schoolId);
    this.gates.forget(schoolId);
  }

  private schoolOf(schoolId: string): Promise<School> {
    const at = this.clock.now();
    const now = at.getTime();
    const known = this.kept.get(schoolId);
    if (known && now - known.loadedAt < FRESH_MS && now >= known.loadedAt) {
      return known.school;
    }
    const school = this.load(schoolId, at);
    if (this.kept.size >= MAX_SCHOOLS) {
      this.kept.clear();
    }
    this.kept.set(schoolId, { loadedAt: now, school });
    school.catch(() => this.kept.delete(schoolId));
    return school;
  }

  private async load(schoolId: string, now: Date): Promise<School> {
    const rows = await runPrepared<VenueRow>(this.database, LOAD_VENUES, [schoolId, now]);
    const venues = rows.map((row): Venue => ({
      ...row,
      closures: row.closures.map((one) => ({
        ...{ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt), reason: one.reason },
      })),
    }));
    return {
      venues,
      halls: new Map(venues.flatMap((venue) => venue.halls.map((hall) => [hall.id, { hall, venue }]))),
    };
  }
}

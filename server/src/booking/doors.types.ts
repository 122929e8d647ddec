import type { Direction } from '@shared/gate';
import type { PassageMeans } from '@shared/terminal';

/** Somebody before the door of a venue. */
export interface AtDoor {
  schoolId: string;
  venueId: string;
  personId: string;
}

export interface ThroughDoor extends AtDoor {
  direction: Direction;
  means: PassageMeans;
}

/** Through the door of a venue, by the server's clock; told later than it happened. */
export interface LatePassage {
  personId: string;
  verdict: 'admitted' | 'fever';
  direction: Direction;
  means: PassageMeans;
  at: Date;
  /** of somebody who went in: when they went out again, as far as anybody knows by now */
  left: { at: Date; means: PassageMeans } | null;
}

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
  /** `unjudged`: the door refused, as it could not tell alone whether a place is theirs */
  verdict: 'admitted' | 'fever' | 'unjudged';
  direction: Direction;
  means: PassageMeans;
  at: Date;
  /** of somebody who went in: when they went out again and stayed away, as far as anybody knows by now */
  left: { at: Date; means: PassageMeans } | null;
  /** of somebody who went out: they have gone in again since */
  isBack: boolean;
}

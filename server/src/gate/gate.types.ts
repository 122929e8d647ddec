import type { GateView } from '@shared/gate';

/** A gate in use, as whoever judges a passage asks for it; at most four seconds old. */
export interface Gate extends GateView {
  /** the school as its pass codes name it */
  schoolCode: string;
  /** important, and its campus is under closed management now */
  needsTemporaryPass: boolean;
  /** of whose door it is; null: of none */
  venueId: string | null;
}

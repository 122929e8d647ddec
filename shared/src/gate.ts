import type { Bilingual } from './bilingual';

/** Points of passage: of a campus, of a building, or the door of a venue. */

export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What happens when somebody goes in twice, or out twice. */
export const ANTI_PASSBACK = ['off', 'warn', 'block'] as const;
export type AntiPassback = (typeof ANTI_PASSBACK)[number];

export interface BuildingInput {
  campusId: string;
  /** lower case letters and digits, at most six; unique in the school */
  code: string;
  name: Bilingual;
}

export interface BuildingView extends BuildingInput {
  id: string;
}

export interface GateInput {
  campusId: string;
  /** null: a gate of the campus itself */
  buildingId: string | null;
  /** lower case letters and digits, at most six; stands in every pass code, unique in the school */
  code: string;
  name: Bilingual;
  directions: Direction[];
  /** under closed management only a temporary pass opens it */
  important: boolean;
  /** inside a bath-house, changing room or toilet: no camera may look there */
  insidePrivate: boolean;
  antiPassback: AntiPassback;
}

export interface GateView extends GateInput {
  id: string;
}

/** A gate as a person chooses it. */
export interface GateOption {
  id: string;
  name: Bilingual;
  directions: Direction[];
  /** important, and its campus is under closed management now */
  needsTemporaryPass: boolean;
  /** the door of a venue: the way in opens to whoever has booked there */
  needsBooking: boolean;
}

/** A gate by itself: “图书馆一层入口”; a name that says whose it is stays as it is. @param owner its building, or its campus */
export const gateWords = (owner: Bilingual, name: Bilingual): Bilingual => ({
  zh: name.zh.startsWith(owner.zh) ? name.zh : owner.zh + name.zh,
  en: name.en.startsWith(owner.en) ? name.en : `${owner.en}, ${name.en}`,
});

/** Campus → building → gate; gates of the campus itself stand in a building without name. */
export interface GateMap {
  campuses: {
    id: string;
    name: Bilingual;
    underClosedManagement: boolean;
    buildings: { id: string | null; name: Bilingual | null; gates: GateOption[] }[];
  }[];
}

/** 封闭管理: of one campus, or of the whole school where `campusId` is null. */
export interface ClosureView {
  campusId: string | null;
  since: string;
}

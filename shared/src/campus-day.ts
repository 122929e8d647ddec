/** Minutes of the campus day, 0 … 1440. */
export type MinuteOfDay = number;

/** '07:30' → 450. */
export const minuteOfDay = (clock: string): MinuteOfDay => {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

/** 450 → '07:30'. */
export const clockOf = (minute: MinuteOfDay): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

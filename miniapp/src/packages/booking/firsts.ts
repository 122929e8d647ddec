/** One of each, in the order of the list. */
export const firsts = <T extends { id: string }>(list: T[]): T[] => [
  ...new Map(list.map((one) => [one.id, one])).values(),
];

import { v7 } from 'uuid';

/** Time-ordered uuid v7: the primary key of every row. */
export const newId = (): string => v7();

import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string>();

/** Runs `work` so that everything under it knows the request's id. */
export const withRequestId = <T>(id: string, work: () => T): T => requests.run(id, work);

/** The id that support asks for; `-` outside a request. */
export const currentRequestId = (): string => requests.getStore() ?? '-';

import type { Phone } from './phone';

/** What the API answers to whoever is signed in on this phone; with a body it is a POST. */
export const ask = <T>(phone: Phone, path: string, body?: object): Promise<T> =>
  phone.page.evaluate(
    async ({ path: asked, body: sent }) => {
      const { data } = JSON.parse(localStorage.getItem('session') ?? '{}') as { data: string };
      const { state } = JSON.parse(data) as { state: { tokens: { accessToken: string } } };
      const answer = await fetch(`/api/v1${asked}`, {
        method: sent ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${state.tokens.accessToken}`, 'content-type': 'application/json' },
        body: sent && JSON.stringify(sent),
      });
      return (await answer.json()) as never;
    },
    { path, body },
  ) as Promise<T>;

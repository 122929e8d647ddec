/** A version 4 UUID. Mini-programs have no synchronous secure source: never a secret, only a name. */
export const randomId = (): string =>
  'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const nibble = Math.floor(Math.random() * 16);
    return (place === 'x' ? nibble : (nibble % 4) + 8).toString(16);
  });

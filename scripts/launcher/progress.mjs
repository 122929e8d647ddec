// a reader that went away (`npm start | head`) is no reason to die without ending what was started
process.stdout.on('error', () => undefined);

/**
 * One line per step: its name at once, its outcome and duration when it ends.
 * @template T
 * @param {string} name
 * @param {(note: (text: string) => void) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = Date.now();
  let outcome = '';
  process.stdout.write(`• ${name} … `);
  try {
    const result = await work((text) => {
      outcome = `${text}, `;
    });
    process.stdout.write(`${outcome}${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('✗\n');
    throw error;
  }
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

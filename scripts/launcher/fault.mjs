/** sysexits EX_CONFIG: this machine lacks something that a person has to give. */
const EXIT_MACHINE = 78;

/** A start that cannot go on: one message for a person, Chinese first. */
export class LauncherFault extends Error {
  /** @param {string} chinese @param {string} english */
  constructor(chinese, english) {
    super(`${chinese}\n  ${english}`);
    this.name = 'LauncherFault';
  }
}

/**
 * Prints what went wrong and ends the process: 78 where the machine lacks something, 1 otherwise.
 * @param {unknown} error
 * @returns {never}
 */
export function endWith(error) {
  if (error instanceof LauncherFault) {
    process.stderr.write(`\n✗ ${error.message}\n`);
    process.exit(EXIT_MACHINE);
  }
  process.stderr.write(`\n✗ ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

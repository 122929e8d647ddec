/*
 * Preloaded into a program: its clock jumps back by CLOCK_JUMP_MS at the first SIGWINCH, and is right again from the next
 * one on.
 */
const jumpMs = Number(process.env.CLOCK_JUMP_MS);
const RealDate = Date;
const realNow = RealDate.now;
let isBack = false;

const now = () => realNow() - (isBack ? jumpMs : 0);

class JumpingDate extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now()] : parts));
  }

  static now() {
    return now();
  }
}

globalThis.Date = JumpingDate;
process.on('SIGWINCH', () => {
  isBack = !isBack;
});

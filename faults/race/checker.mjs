/**
 * @typedef {import('./rounds.mjs').Round} Round
 * @typedef {import('./stored.mjs').StoredRequest} StoredRequest
 */

const STATE = { approve: 'approved', reject: 'rejected' };

/**
 * One winner a round, the loser told who, the effect of the winner alone and once, and an audit log that tells the same.
 * @param {Round[]} rounds
 * @param {Map<string, StoredRequest>} stored
 * @param {(personId: string) => string} pseudonym
 * @returns {string[]} what does not hold, one line each
 */
export function faultsOf(rounds, stored, pseudonym) {
  return rounds.flatMap((round) => {
    const request = stored.get(round.requestId);
    const judged = judge(round);
    const faults = [
      ...round.faults,
      ...judged.faults,
      ...(request ? storedFaults(request, judged.expected, pseudonym) : ['the request is gone']),
    ];
    return faults.map((fault) => `${round.race} ${round.requestId}: ${fault}`);
  });
}

/**
 * What the round must have left behind, from what its contestants were told.
 * @typedef {{ by: string, outcome: 'approve' | 'reject', undone: boolean }} Made
 * @typedef {{ made: Made | null, state: string, application: string }} Expected
 * @param {Round} round
 * @returns {{ faults: string[], expected: Expected }}
 */
function judge(round) {
  switch (round.race) {
    case 'double':
      return judgeDouble(round);
    case 'withdrawal':
      return judgeWithdrawal(round);
    case 'undo':
      return judgeUndo(round);
  }
}

const settled = (/** @type {string} */ by, /** @type {'approve' | 'reject'} */ outcome) => ({
  ...{ made: { by, outcome, undone: false }, state: STATE[outcome], application: STATE[outcome] },
});

const hasWon = (/** @type {any} */ answer, /** @type {string} */ requestId) => answer.decided.includes(requestId);

/** @param {any} answer @param {string} requestId @param {string} reason @param {string | null} handledBy */
const refusalFaults = (answer, requestId, reason, handledBy) => {
  const refusal = answer.refused.find((/** @type {any} */ one) => one.id === requestId);
  return refusal?.reason === reason && refusal.handledBy === handledBy
    ? []
    : [`the loser was told ${JSON.stringify(refusal)} instead of ${reason} ${handledBy}`];
};

/** @param {Extract<Round, { race: 'double' }>} round */
function judgeDouble({ decisions, requestId }) {
  const winners = decisions.filter(({ answer }) => hasWon(answer, requestId));
  const [winner = decisions[0]] = winners;
  const faults = [
    ...(winners.length === 1 ? [] : [`${winners.length} decisions won`]),
    ...decisions
      .filter((one) => one !== winner)
      .flatMap(({ answer }) => refusalFaults(answer, requestId, 'already_handled', winner.name)),
  ];
  return { faults, expected: settled(winner.by, /** @type {'approve' | 'reject'} */ (winner.outcome)) };
}

/** @param {Extract<Round, { race: 'withdrawal' }>} round */
function judgeWithdrawal({ answer, withdrawal, requestId, by }) {
  if (hasWon(answer, requestId)) {
    const wasTold = withdrawal.status === 409 && withdrawal.code === 'APPROVAL_NOT_PENDING';
    return {
      faults: wasTold ? [] : [`the withdrawal that lost was answered ${withdrawal.status} ${withdrawal.code}`],
      expected: settled(by, 'approve'),
    };
  }
  return {
    faults: [
      ...(withdrawal.status === 200 ? [] : [`nobody won: ${withdrawal.status} ${withdrawal.code}`]),
      ...refusalFaults(answer, requestId, 'withdrawn', null),
    ],
    expected: { made: null, state: 'withdrawn', application: 'withdrawn' },
  };
}

/** @param {Extract<Round, { race: 'undo' }>} round */
function judgeUndo({ decided, undo, requestId, by }) {
  const [undone, late] = [undo.undone.includes(requestId), undo.tooLate.includes(requestId)];
  const faults = [
    ...(hasWon(decided, requestId) ? [] : ['the decision was not made']),
    ...(undone === late ? ['the undo was told neither or both'] : []),
  ];
  return {
    faults,
    expected: undone
      ? { made: { by, outcome: 'approve', undone: true }, state: 'pending', application: 'submitted' }
      : settled(by, 'approve'),
  };
}

/** @param {StoredRequest} request @param {Expected} expected @param {(personId: string) => string} pseudonym */
function storedFaults(request, { made, state, application }, pseudonym) {
  const hasEffect = made !== null && !made.undone;
  const decisions = made ? [{ ...made, settled: hasEffect }] : [];
  const audit = made
    ? [
        { action: `approval.${made.outcome}`, actor: pseudonym(made.by) },
        made.undone
          ? { action: 'approval.undo', actor: pseudonym(made.by) }
          : { action: 'approval.settle', actor: 'system' },
      ]
    : [];
  return [
    ...differing('state', request.state, state),
    ...differing('a decision stands', request.standing, false),
    ...differing('application', request.application, application),
    ...differing('decisions', request.decisions.map(sorted), decisions.map(sorted)),
    ...differing('effects', request.effects, hasEffect ? [`return.${application}`] : []),
    ...differing('audit', request.audit.map(sorted), audit.map(sorted)),
  ];
}

const sorted = (/** @type {object} */ value) => Object.fromEntries(Object.entries(value).sort());

/** @param {string} what @param {unknown} is @param {unknown} shouldBe */
const differing = (what, is, shouldBe) =>
  JSON.stringify(is) === JSON.stringify(shouldBe)
    ? []
    : [`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(shouldBe)}`];

import { PERSON_STATES } from '@shared/identity';
import { nextStep, type SignInFacts } from './sign-in.rules';

const card = (id: string, state: SignInFacts['cards'][number]['state'] = 'active') => ({ id, state });
const facts = (change: Partial<SignInFacts> = {}): SignInFacts => ({
  state: 'active',
  hasInitialPassword: false,
  isBound: false,
  isTaken: false,
  cards: [card('one')],
  chosenCardId: null,
  isStaff: false,
  hasTotp: false,
  passedTotp: false,
  ...change,
});

describe('the next step of a sign-in', () => {
  it.each(PERSON_STATES)('lets a person in state %s in only when admitted or active', (state) => {
    const step = nextStep(facts({ state }));
    expect('refusal' in step).toBe(state === 'suspended' || state === 'left');
  });

  it('asks for a password of their own before anything else is told or done', () => {
    const everything = { hasInitialPassword: true, cards: [card('one', 'lost')], isStaff: true };
    expect(nextStep(facts(everything))).toEqual({ step: 'set_password' });
  });

  it('refuses a lost and a frozen card by name, whichever of several it is', () => {
    expect(nextStep(facts({ cards: [card('one', 'lost')] }))).toEqual({ refusal: 'CARD_LOST' });
    const several = [card('one'), card('two', 'frozen')];
    expect(nextStep(facts({ cards: several }))).toEqual({ step: 'choose_card', cardCount: 2 });
    expect(nextStep(facts({ cards: several, chosenCardId: 'two' }))).toEqual({ refusal: 'CARD_FROZEN' });
    expect(nextStep(facts({ cards: several, chosenCardId: 'one' }))).toEqual({ step: 'done', cardId: 'one' });
  });

  it('asks a bound person for no card, frozen or not', () => {
    expect(nextStep(facts({ isBound: true, cards: [card('one', 'frozen')] }))).toEqual({ step: 'done', cardId: null });
  });

  it('binds people who have no card yet', () => {
    expect(nextStep(facts({ cards: [] }))).toEqual({ step: 'done', cardId: null });
  });

  it('refuses a login that is somebody else’s', () => {
    expect(nextStep(facts({ isTaken: true }))).toEqual({ refusal: 'BINDING_TAKEN' });
  });

  it('asks staff for the second factor last, bound or not', () => {
    expect(nextStep(facts({ isStaff: true }))).toEqual({ step: 'enrol_totp' });
    expect(nextStep(facts({ isStaff: true, hasTotp: true, isBound: true }))).toEqual({ step: 'totp' });
    expect(nextStep(facts({ isStaff: true, hasTotp: true, passedTotp: true }))).toEqual({
      step: 'done',
      cardId: 'one',
    });
  });
});
